"""The teaching load: classes made of groups, and who teaches them."""
