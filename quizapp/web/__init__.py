"""What routes share: who asks, when, how refusals and values are shown. No queries, no rules."""
