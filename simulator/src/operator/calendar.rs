//! Working days: weekends, public holidays, and Easter, on which some of them hang.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::HolidayRule;

/// Days that are looked at for a working one; no country rests longer.
const MAX_DAYS_OFF: usize = 60;

impl HolidayRule {
    /// Whether people work on a day.
    pub fn is_working_day(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.is_holiday(day)
    }

    /// The first working day after `day`.
    pub fn next_working_day(&self, day: Date) -> Date {
        let mut next = day;
        for _ in 0..MAX_DAYS_OFF {
            next = next.saturating_add(1.day());
            if self.is_working_day(next) {
                break;
            }
        }
        next
    }

    fn is_holiday(&self, day: Date) -> bool {
        let fixed = self
            .fixed
            .iter()
            .any(|holiday| (holiday.month, holiday.day) == (day.month(), day.day()));
        let easter = easter(day.year());
        let days = |after: i64| easter.and_then(|easter| easter.checked_add(after.days()).ok());
        fixed
            || self
                .after_easter
                .iter()
                .any(|after| days(i64::from(*after)) == Some(day))
    }
}

/// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
pub(super) fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let leap_correction = century / 4;
    let moon_correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap_correction - moon_correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let place = epact + weekday - 7 * late + 114;
    let (month, day) = (place / 31, place % 31 + 1);
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::super::ContractRules;
    use super::*;

    fn belgium() -> HolidayRule {
        let text = signoff_fixtures::contract("be").unwrap();
        ContractRules::parse(&text).unwrap().holidays.rule
    }

    #[test]
    fn easter_is_where_the_almanac_has_it() {
        for date in [
            "1818-03-22",
            "1943-04-25",
            "2000-04-23",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
        ] {
            let date: Date = date.parse().unwrap();
            assert_eq!(easter(date.year()), Some(date));
        }
    }

    #[test]
    fn the_next_working_day_passes_over_weekends_and_belgian_holidays() {
        let holidays = belgium();
        for (day, next, why) in [
            ("2026-03-02", "2026-03-03", "Monday"),
            ("2026-03-06", "2026-03-09", "Friday"),
            ("2026-03-07", "2026-03-09", "Saturday"),
            ("2026-03-08", "2026-03-09", "Sunday"),
            (
                "2026-04-03",
                "2026-04-07",
                "Good Friday is worked, Easter Monday is not",
            ),
            ("2026-05-13", "2026-05-15", "Ascension"),
            ("2026-05-22", "2026-05-26", "Whit Monday"),
            ("2025-12-31", "2026-01-02", "New Year"),
            (
                "2026-04-30",
                "2026-05-04",
                "Labour Day on a Friday, then a weekend",
            ),
            ("2026-07-20", "2026-07-22", "National Day"),
            ("2026-08-14", "2026-08-17", "Assumption on a Saturday"),
            ("2026-10-30", "2026-11-02", "All Saints on a Sunday"),
            ("2026-11-10", "2026-11-12", "Armistice"),
            (
                "2026-12-24",
                "2026-12-28",
                "Christmas on a Friday, then a weekend",
            ),
            ("2028-02-28", "2028-02-29", "leap day"),
        ] {
            let found = holidays.next_working_day(day.parse().unwrap());
            assert_eq!(found, next.parse().unwrap(), "{day}: {why}");
        }
    }
}
