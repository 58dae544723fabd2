"""Readers and extraction on inputs that libFuzzer makes, led by the code that they reach."""
