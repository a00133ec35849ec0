"""From texts with places to closed records: names looked up, dates worked out, quotations found in their sources."""
