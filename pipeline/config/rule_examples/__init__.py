"""Small contests that show what each option of the rules does, with their figures, for docs/rules.md."""

from pipeline.config.rule_examples.reading import RuleExample, Variant, rule_examples

__all__ = ["RuleExample", "Variant", "rule_examples"]
