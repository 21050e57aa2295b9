//! How a command ended, against how it must end.

use super::Check;
use crate::flow::expect::Ending;
use crate::runner::answer::{Answer, Ended};

/// Compares the ending; gives the answer if the step expects one and got it.
pub(crate) fn ending<'e>(
    check: &mut Check<'_>,
    expected: Ending<'_>,
    ended: &'e Ended,
) -> Option<&'e Answer> {
    let met = match (expected, ended) {
        (Ending::Done, Ended::Answer(answer)) => return Some(answer),
        (Ending::Refused(name), Ended::Refused(refusal)) if refusal.status.is_none() => {
            let expected = check.value("result", name)?;
            expected.as_str() == refusal.snake_name()
        }
        (Ending::Status(status), Ended::Refused(refusal)) => {
            let expected = check.value("result", status)?;
            refusal.status == Some(expected)
        }
        (Ending::Unknown(unknown), Ended::Unknown { resolution, .. }) => {
            let expected = check.value("result", &unknown.resolved)?;
            expected.name() == crate::runner::answer::resolved(resolution)
        }
        _ => false,
    };
    if !met {
        let expected = match expected {
            Ending::Done => "done".to_owned(),
            Ending::Refused(name) => format!("refused: {}", check.text(name)),
            Ending::Status(status) => match check.value("result", status) {
                Some(status) => format!("status: {status} ({})", status.meaning()),
                None => return None,
            },
            Ending::Unknown(unknown) => format!("unknown, resolved: {}", check.text(&unknown.resolved)),
        };
        check.differs("result", expected, ended.say_ending());
    }
    None
}
