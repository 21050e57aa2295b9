//! What operator and SM-DP+ have to say to each other.

use jiff::Timestamp;

use super::link::{LinkError, SmdpLink};
use crate::operator::Operator;
use crate::smdp::StoreError;

/// Rounds of calls: a new eSIM takes three, one after the other.
const ROUNDS: usize = 4;

/// Asks the SM-DP+ for news, then makes the calls that are wanted, as a served desk does around each request.
///
/// # Errors
/// The SM-DP+ did not answer, or the operator's store failed. What was done until then stays done.
pub fn exchange(operator: &Operator, link: &dyn SmdpLink, now: Timestamp) -> Result<(), LinkError> {
    listen(operator, link, now)?;
    speak(operator, link, now)
}

/// Asks for news and carries out what follows from them.
fn listen(operator: &Operator, link: &dyn SmdpLink, now: Timestamp) -> Result<(), LinkError> {
    let cursor = operator.cursor();
    let news = link.news(&cursor)?;
    operator.take_news(&news, now).map_err(store)
}

/// Makes the calls that are wanted now.
pub(super) fn speak(operator: &Operator, link: &dyn SmdpLink, now: Timestamp) -> Result<(), LinkError> {
    for _ in 0..ROUNDS {
        let calls = operator.calls(now).map_err(store)?;
        if calls.is_empty() {
            break;
        }
        for call in calls {
            let answer = link.call(&call, now)?;
            operator.take_answer(&call, &answer, now).map_err(store)?;
        }
    }
    Ok(())
}

fn store(error: StoreError) -> LinkError {
    LinkError { reason: error.reason }
}
