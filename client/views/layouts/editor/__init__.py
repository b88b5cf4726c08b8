"""The editor of layouts: fields are dragged over the scan of a blank, and tell at once whether their texts fit."""
