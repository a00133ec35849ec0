"""`kg completion`: a script for the shell, made by click from the commands themselves."""

from __future__ import annotations

import click

from kg.cli.root import COMPLETION, kg


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a script that completes kg's words.

    \b
    bash:  mkdir -p ~/.local/share/bash-completion/completions
           kg completion bash > ~/.local/share/bash-completion/completions/kg
    zsh:   kg completion zsh > "${fpath[1]}/_kg"
    fish:  kg completion fish > ~/.config/fish/completions/kg.fish
    """
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(f"click has no completion for {shell}")
    click.echo(maker(kg, {}, "kg", COMPLETION).source())
