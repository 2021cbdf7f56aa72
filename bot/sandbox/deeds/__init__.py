"""What a person can do in Slack, one deed a file: the page and the driver both go through here."""
