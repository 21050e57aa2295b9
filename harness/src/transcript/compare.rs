//! The first place where two transcripts differ, as a person would tell it.

use std::fmt;

/// Where and how an actual transcript differs from the expected one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranscriptDifference {
    /// Line number, from 1.
    pub line: usize,
    /// The step in which it is: `step 3: delete "again"`; empty before the first.
    pub step: String,
    /// The function within the step, if the difference is in one.
    pub function: Option<String>,
    /// What the line is: request, answer, outcome, ...
    pub part: &'static str,
    /// The expected line; `None` if the transcript should have ended.
    pub expected: Option<String>,
    /// The actual line; `None` if it ended too early.
    pub actual: Option<String>,
}

impl fmt::Display for TranscriptDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.step.is_empty() {
            write!(f, ", {}", self.step)?;
        }
        if let Some(function) = &self.function {
            write!(f, ", {function}")?;
        }
        writeln!(f, ", {}:", self.part)?;
        let [expected, actual] =
            [&self.expected, &self.actual].map(|line| line.as_deref().unwrap_or("(nothing more)"));
        writeln!(f, "  expected: {expected}")?;
        write!(f, "  actual:   {actual}")
    }
}

/// The first line in which `actual` is not `expected`.
pub fn first_difference(expected: &str, actual: &str) -> Option<TranscriptDifference> {
    let mut step = String::new();
    let mut function = None;
    let mut line = 0;
    let (mut expected, mut actual) = (expected.lines(), actual.lines());
    loop {
        line += 1;
        match (expected.next(), actual.next()) {
            (None, None) => return None,
            (Some(want), Some(got)) if want == got => {
                if got.starts_with("step ") {
                    got.clone_into(&mut step);
                    function = None;
                } else if is_function(got) {
                    function = Some(got.trim().to_owned());
                }
            }
            (want, got) => {
                let part = part(want.or(got).unwrap_or_default());
                return Some(TranscriptDifference {
                    line,
                    step,
                    function: function.filter(|_| matches!(part, "request" | "answer" | "state")),
                    part,
                    expected: want.map(bare),
                    actual: got.map(bare),
                });
            }
        }
    }
}

/// Two spaces before a name.
fn is_function(line: &str) -> bool {
    line.strip_prefix("  ")
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic()))
}

fn part(line: &str) -> &'static str {
    match line.trim_start().as_bytes().first() {
        Some(b'>') => "request",
        Some(b'<') => "answer",
        Some(b'=') => "outcome",
        Some(b'#') => "remark",
        _ if line.starts_with("step ") => "step",
        _ if line.starts_with("verdict: ") => "verdict",
        _ if is_function(line) => "call",
        _ if line.starts_with("    ") => "state",
        _ => "head",
    }
}

/// Without the mark that only says which part it is.
fn bare(line: &str) -> String {
    let line = line.trim();
    line.trim_start_matches(['>', '<', '=', '#'])
        .trim_start()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPECTED: &str = "\
signoff transcript 1
flow: f

step 1: list
  GetProfilesInfo
    > all
    < none
  = 0 profiles

step 2: delete
  DeleteProfile
    > iccid: 89
    < result: ok(0)
  = done

verdict: pass
";

    #[track_caller]
    fn check(actual: &str, want: &str) {
        let difference = first_difference(EXPECTED, actual).expect("a difference");
        assert_eq!(difference.to_string(), want);
    }

    #[test]
    fn equal_transcripts_have_no_difference() {
        assert_eq!(first_difference(EXPECTED, EXPECTED), None);
    }

    #[test]
    fn the_first_difference_is_told_with_its_place() {
        check(
            &EXPECTED.replace("ok(0)", "catBusy(5)"),
            "line 13, step 2: delete, DeleteProfile, answer:\n  expected: result: ok(0)\n  actual:   result: catBusy(5)",
        );
        check(
            &EXPECTED.replace("= 0 profiles", "= 1 profile"),
            "line 8, step 1: list, outcome:\n  expected: 0 profiles\n  actual:   1 profile",
        );
        check(
            &EXPECTED.replace("flow: f", "flow: g"),
            "line 2, head:\n  expected: flow: f\n  actual:   flow: g",
        );
        let cut: String = EXPECTED.split_inclusive('\n').take(9).collect();
        check(
            &cut,
            "line 10, step 1: list, step:\n  expected: step 2: delete\n  actual:   (nothing more)",
        );
        check(
            &EXPECTED.replace("verdict: pass", "verdict: fail"),
            "line 16, step 2: delete, verdict:\n  expected: verdict: pass\n  actual:   verdict: fail",
        );
    }
}
