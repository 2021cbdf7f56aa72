"""The sales cycle and everything it needs. It knows neither Slack nor HTTP."""
