"""Claims entered quote first: found in the source, proposed by rules, written as quoted only, coded, reviewed.

desk       the case as somebody finds it who sits down to enter claims
quoting    the quotation in its source: sentence, pinpoint, or what stands there instead
beside     where the claims that a source has already stand in its text
names      where agents of the case are named in a sentence
sentence   a quotation in its sentence, read for words that tell who says it and how
rules      what is proposed, each rule by its name
proposing  what is given, proposed and inherited, put together
block      the claim as text in an editor, and what is understood of it
drafts     texts that are being edited, none of which is lost
coder      who enters a claim, if nobody says so
target     the claims file of a source
adding     a new claim into its file, if nothing speaks against it
status     how far each claim has come
review     the mark of a second person
shown      claims told in full from the files as they are
"""
