"""What people do in Slack beside commands: buttons, modals, shortcuts, files, Home."""
