//! The desk of a flow: started for one case, gone after it. It has a clock of its own, and learns from the SM-DP+ of the
//! flow what becomes of profiles.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{ErrorCode, ServiceStatus, TmfError};
use signoff_simulator::operator::{Operator, OperatorFault, OperatorFileError, SmdpNews};
use signoff_simulator::smdp::{HttpRequest, MemoryStore, OperatorEvent};

use crate::flow::resolved::DeskFiles;
use crate::flow::word::DeskRefusal;
use crate::runner::rsp::Service;

/// How often the desk and the SM-DP+ talk until both have nothing more to say.
const MAX_ROUNDS: usize = 8;

/// Why there is no desk.
#[derive(Debug, thiserror::Error)]
pub(in crate::runner) enum DeskError {
    /// The file.
    #[error("no operator can be like that of the flow: {0}")]
    File(#[from] OperatorFileError),
}

/// An operator's desk, and the customer in front of it.
pub(in crate::runner) struct Desk {
    pub(super) operator: Arc<Operator>,
    pub(super) now: Timestamp,
    /// Of whoever is identified.
    pub(super) token: String,
}

/// How a desk says no: by which word of the flow language, and in its own words.
pub(super) struct Refused {
    pub(super) word: DeskRefusal,
    pub(super) text: String,
    pub(super) tries_left: Option<u32>,
}

impl Desk {
    /// Starts it in the morning of the day that its file or the flow names.
    pub(in crate::runner) fn start(
        files: &DeskFiles,
        today: Option<Date>,
        seed: u64,
    ) -> Result<Self, DeskError> {
        let mut file = files.operator.clone();
        file.today = today.unwrap_or(file.today);
        let operator = Operator::new(&file, files.rules.clone(), Box::new(MemoryStore::new()), seed)?;
        Ok(Self {
            now: operator.opening(),
            operator: Arc::new(operator),
            token: String::new(),
        })
    }

    /// The day that it is there.
    pub(super) fn today(&self) -> Date {
        self.operator.zone().to_datetime(self.now).date()
    }

    /// Lets days or minutes pass.
    pub(super) fn advance(&mut self, days: u32, minutes: u32) {
        let zone = self.operator.zone().clone();
        let later = self.now.to_zoned(zone);
        let later = later
            .checked_add(i64::from(days).days())
            .and_then(|later| later.checked_add(i64::from(minutes).minutes()));
        if let Ok(later) = later {
            self.now = later.timestamp();
        }
    }

    /// Lets time pass until ten in the morning of a day; back it never goes.
    pub(super) fn advance_to(&mut self, day: Date) {
        let zone = self.operator.zone().clone();
        if let Ok(ten) = day.at(10, 0, 0, 0).to_zoned(zone) {
            self.now = self.now.max(ten.timestamp());
        }
    }

    /// What strikes before anybody at the desk sees a request.
    pub(super) fn door(&self) -> Result<(), Refused> {
        let Some(fault) = self.operator.take_door_fault(|_| true) else {
            return Ok(());
        };
        let (word, text) = match fault {
            OperatorFault::Slow { .. } => return Ok(()),
            OperatorFault::Status(status) => (DeskRefusal::SystemDown, format!("HTTP status {status}")),
            OperatorFault::Refused => (DeskRefusal::NotReachable, "nobody listens".to_owned()),
            OperatorFault::Reset => (DeskRefusal::NotReachable, "the connection was reset".to_owned()),
            _ => (DeskRefusal::NoAnswer, "no answer came".to_owned()),
        };
        Err(Refused {
            word,
            text,
            tries_left: None,
        })
    }

    /// What the desk says about a line, to the customer who is identified there.
    pub(super) fn status(&self, iccid: Iccid) -> Result<ServiceStatus, Refused> {
        self.door()?;
        match self.operator.product(&self.token, &iccid.to_string(), self.now) {
            Ok(line) => Ok(line.service_status),
            Err(error) if error.code == ErrorCode::NotFound => Ok(ServiceStatus::UnknownLine),
            Err(error) => Err(refused(&error)),
        }
    }

    /// What the desk would say about a line, whoever asks.
    pub(in crate::runner) fn line_status(&self, iccid: Iccid) -> ServiceStatus {
        let status = self.operator.line_status(iccid, self.now);
        status.unwrap_or(ServiceStatus::UnknownLine)
    }

    /// What the desk would say about all its lines.
    pub(in crate::runner) fn lines(&self) -> BTreeMap<Iccid, ServiceStatus> {
        let lines = self.operator.lines(self.now).unwrap_or_default();
        let known = lines
            .iter()
            .filter_map(|line| Some((line.iccid.parse().ok()?, line.status)));
        known.collect()
    }

    /// News of the SM-DP+ come in, and what the operator wants of it goes out, until both are quiet.
    pub(in crate::runner) fn talk(&self, service: Option<&Service>) {
        let Some(service) = service else { return };
        for _ in 0..MAX_ROUNDS {
            let cursor = self.operator.cursor();
            let events = service.smdp.operator_events(cursor.next);
            let next = events.last().map_or(cursor.next, |event| event.number + 1);
            let quiet = events.is_empty();
            let news = SmdpNews {
                instance: "flow".to_owned(),
                next,
                calls: events.iter().map(OperatorEvent::request).collect(),
            };
            // The store is a memory: it never fails.
            let _taken = self.operator.take_news(&news, self.now);
            let calls = self.operator.calls(self.now).unwrap_or_default();
            if calls.is_empty() && quiet {
                return;
            }
            for call in calls {
                let answer = service.smdp.handle(
                    &HttpRequest {
                        address: service.untroubled_address(),
                        path: format!("/gsma/rsp2/es2plus/{}", call.function.name()),
                        headers: vec![
                            ("Content-Type".to_owned(), "application/json".to_owned()),
                            ("X-Admin-Protocol".to_owned(), "gsma/rsp/v2.2.2".to_owned()),
                        ],
                        body: call.body.clone(),
                    },
                    self.now,
                );
                let _taken = self.operator.take_answer(&call, &answer.body, self.now);
            }
        }
    }
}

/// The word of the flow language for what a desk answers.
pub(super) fn refused(error: &TmfError) -> Refused {
    Refused {
        word: match error.code {
            ErrorCode::WrongCredentials => DeskRefusal::WrongCode,
            ErrorCode::AccountLocked => DeskRefusal::AccountLocked,
            ErrorCode::NotIdentified => DeskRefusal::NotIdentified,
            ErrorCode::NotFound => DeskRefusal::UnknownLine,
            ErrorCode::DateTooEarly => DeskRefusal::DateTooEarly,
            ErrorCode::DateTooLate => DeskRefusal::DateTooLate,
            ErrorCode::NoWithdrawal => DeskRefusal::NoWithdrawal,
            ErrorCode::AlreadyRequested => DeskRefusal::AlreadyRequested,
            ErrorCode::AlreadyTerminated => DeskRefusal::AlreadyTerminated,
            ErrorCode::PortingInProgress => DeskRefusal::PortingInProgress,
            ErrorCode::WrongState => DeskRefusal::WrongState,
            ErrorCode::BillsOpen => DeskRefusal::BillsOpen,
            ErrorCode::ExternalIdConflict => DeskRefusal::ExternalIdConflict,
            ErrorCode::OutOfOrder => DeskRefusal::SystemDown,
            _ => DeskRefusal::InvalidRequest,
        },
        text: error.reason.clone(),
        tries_left: error.tries_left,
    }
}
