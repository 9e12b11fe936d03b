"""The copy desk: a draft read against everything already published. Text in, facts and findings out; pure."""
