//! Of `operator`.

use jiff::civil::Date;

use super::Check;
use crate::flow::field::{Field, Scalar};
use crate::flow::operator::{Day, DeskExpect};
use crate::flow::pattern::{Comparison, TextPattern};
use crate::flow::scalar::OrNone;
use crate::runner::operator::DeskView;

impl Check<'_> {
    /// What the desk answered.
    pub(crate) fn desk(&mut self, expect: Option<&DeskExpect>, actual: &DeskView) {
        let demanded = expect.and_then(|expect| expect.refused.as_ref());
        let refused = actual.refused.as_ref();
        let found = || {
            refused.map_or_else(
                || format!("done: {}", actual.say()),
                |(word, text)| format!("{word} ({text})"),
            )
        };
        match demanded {
            Some(field) => {
                let Some(expected) = self.value("refused", field) else {
                    return;
                };
                if refused.map(|(word, _)| *word) != Some(expected) {
                    self.differs("refused", expected.name(), found());
                    return;
                }
            }
            None if refused.is_some() => {
                self.differs("ending", "done", format!("refused: {}", found()));
                return;
            }
            None => {}
        }
        let Some(expect) = expect else { return };
        let tries = actual.tries_left;
        if let Some(field) = &expect.tries_left {
            if let Some(left) = tries {
                self.number("tries_left", Some(field), size(i64::from(left)), "");
            } else {
                let expected = self.text(field);
                self.differs("tries_left", expected, "not told");
            }
        }
        self.word(
            "status",
            expect.status.as_ref(),
            actual.status.map(|status| status.name().to_owned()),
        );
        self.figures(expect, actual);
        self.days(expect, actual);
        let quote = actual.quote.clone().unwrap_or_default();
        self.pattern(
            "porting_to",
            expect.porting_to.as_ref(),
            quote.porting_to.as_deref(),
        );
        let warnings: Vec<&str> = quote.warnings.iter().map(|warning| warning.name()).collect();
        self.words("warnings", expect.warnings.as_deref(), &warnings);
        self.word(
            "order",
            expect.order.as_ref(),
            actual.order.map(|order| snake(order.name())),
        );
        self.pattern(
            "reference",
            expect.reference.as_ref(),
            actual.reference.as_deref(),
        );
        self.equal(
            "withdrawal",
            expect.withdrawal.as_ref(),
            Some(&actual.withdrawal),
            ToString::to_string,
        );
        let messages: Vec<&str> = actual.messages.iter().copied().map(message).collect();
        self.words("messages", expect.messages.as_deref(), &messages);
    }

    fn figures(&mut self, expect: &DeskExpect, actual: &DeskView) {
        let quote = actual.quote.clone().unwrap_or_default();
        let figures: [(&str, Option<&Field<Comparison>>, i64); 5] = [
            (
                "early_termination_fee",
                expect.early_termination_fee.as_ref(),
                quote.early_termination_fee,
            ),
            (
                "device_residual",
                expect.device_residual.as_ref(),
                quote.device_residual,
            ),
            ("open_bills", expect.open_bills.as_ref(), quote.open_bills),
            ("total", expect.total.as_ref(), actual.total.unwrap_or_default()),
            ("lost_credit", expect.lost_credit.as_ref(), quote.lost_credit),
        ];
        for (name, field, cents) in figures {
            self.number(name, field, size(cents), "cents");
        }
        let megabytes = usize::try_from(quote.unused_data_mb).unwrap_or(usize::MAX);
        self.number("unused_data_mb", expect.unused_data_mb.as_ref(), megabytes, "MB");
    }

    fn days(&mut self, expect: &DeskExpect, actual: &DeskView) {
        let quote = actual.quote.clone().unwrap_or_default();
        let days: [ComparedDay<'_>; 6] = [
            ("effective", expect.effective.as_ref(), actual.effective),
            ("earliest", expect.earliest.as_ref(), quote.earliest),
            ("free_from", expect.free_from.as_ref(), quote.free_from),
            ("term_ends", expect.term_ends.as_ref(), quote.term_ends),
            (
                "withdrawal_before",
                expect.withdrawal_before.as_ref(),
                quote.withdrawal_before,
            ),
            ("today", expect.today.as_ref(), actual.today),
        ];
        for (name, field, found) in days {
            self.equal_or_none(name, field, found.map(Day).as_ref(), ToString::to_string);
        }
    }

    /// A word that must be this one.
    fn word<T: Scalar + std::fmt::Display>(
        &mut self,
        what: &str,
        field: Option<&Field<T>>,
        actual: Option<String>,
    ) {
        let Some(expected) = field.and_then(|field| self.value(what, field)) else {
            return;
        };
        if actual.as_deref() != Some(expected.to_string().as_str()) {
            self.differs(
                what,
                expected.to_string(),
                actual.unwrap_or_else(|| "not told".to_owned()),
            );
        }
    }

    /// A text that must fit, or must not be there.
    pub(super) fn pattern(
        &mut self,
        what: &str,
        field: Option<&Field<OrNone<TextPattern>>>,
        actual: Option<&str>,
    ) {
        let Some(field) = field else { return };
        let Some(OrNone(pattern)) = self.value(what, field) else {
            return;
        };
        let met = match (&pattern, actual) {
            (None, None) => true,
            (Some(pattern), Some(actual)) => pattern.matches(actual),
            _ => false,
        };
        if !met {
            let expected = self.text(field);
            self.differs(what, expected, actual.unwrap_or("none"));
        }
    }
}

/// A day by name: what is expected, and what was found.
type ComparedDay<'d> = (&'static str, Option<&'d Field<OrNone<Day>>>, Option<Date>);

fn size(cents: i64) -> usize {
    usize::try_from(cents).unwrap_or_default()
}

fn snake(name: &str) -> String {
    crate::flow::scalar::RefusalName::from_sgp22(name).to_string()
}

const fn message(kind: signoff_simulator::operator::MessageKind) -> &'static str {
    use signoff_simulator::operator::MessageKind;
    match kind {
        MessageKind::OneTimeCode => "one_time_code",
        MessageKind::Confirmation => "confirmation",
        MessageKind::Ended => "ended",
        MessageKind::Cancelled => "cancelled",
    }
}
