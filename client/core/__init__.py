"""What the whole client stands on: errors, languages, tasks, settings, look."""
