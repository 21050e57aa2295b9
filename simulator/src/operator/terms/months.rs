//! The months of a contract, counted from its first day.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// Months that a table or a term may have.
pub(in crate::operator) const MAX_MONTHS: u32 = 120;

/// The day on which month `months` of a contract begins: the same day of the month, or the last one of a shorter month.
/// Counted from the beginning, so that a contract of 31 January has its month in March begin on the 31st again.
pub(super) fn edge(start: Date, months: u32) -> Date {
    start.saturating_add(i64::from(months).months())
}

/// How many whole months of a contract are over at midnight at the beginning of `day`.
pub(super) fn whole_months(start: Date, day: Date) -> u32 {
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let apart = u32::try_from(months(day) - months(start)).unwrap_or(0);
    if apart > 0 && edge(start, apart) > day {
        apart - 1
    } else {
        apart
    }
}
