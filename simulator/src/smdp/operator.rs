//! What the SM-DP+ tells the operator: ES2+.HandleDownloadProgressInfo (SGP.22 §5.3.5), as data that a door posts
//! or an operator asks for.

use std::collections::VecDeque;

use jiff::Timestamp;
use signoff_protocol::es2p::{HandleDownloadProgressInfoRequest, NotificationPointId, RequestHeader};
use signoff_protocol::es9p::{ExecutionStatus, FunctionExecutionStatus, StatusCode};
use signoff_protocol::id::{Eid, Iccid};

/// How many wait; the oldest one makes room.
const MAX_EVENTS: usize = 4096;

/// A step in the life of a profile that its operator is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorEvent {
    /// Its place in the order of events, from 0.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Which profile.
    pub iccid: Iccid,
    /// profileType
    pub profile_type: String,
    /// The eUICC.
    pub eid: Option<Eid>,
    /// notificationPointId
    pub point: NotificationPointId,
    /// Why it failed; nothing for success.
    pub failure: Option<StatusCode>,
}

/// notificationPointId: 1 to 4 are those of SGP.22, the others are extensions as vendors have them.
pub(crate) struct NotificationPoint;

impl NotificationPoint {
    pub(crate) const ELIGIBILITY: NotificationPointId = NotificationPointId::ELIGIBILITY_CHECK;
    pub(crate) const CONFIRMATION: NotificationPointId = NotificationPointId::CONFIRMATION_FAILURE;
    pub(crate) const DOWNLOAD: NotificationPointId = NotificationPointId::PACKAGE_DOWNLOAD;
    pub(crate) const INSTALLATION: NotificationPointId = NotificationPointId::PACKAGE_INSTALLATION;
    pub(crate) const ENABLED: NotificationPointId = NotificationPointId(101);
    pub(crate) const DISABLED: NotificationPointId = NotificationPointId(102);
    pub(crate) const DELETED: NotificationPointId = NotificationPointId(103);
}

impl OperatorEvent {
    /// The body of the call, ES2+.HandleDownloadProgressInfo.
    pub fn request(&self) -> HandleDownloadProgressInfoRequest {
        let status = match &self.failure {
            None => FunctionExecutionStatus {
                status: ExecutionStatus::Success,
                status_code: None,
            },
            Some(code) => FunctionExecutionStatus {
                status: ExecutionStatus::Failed,
                status_code: Some(code.clone()),
            },
        };
        HandleDownloadProgressInfoRequest {
            header: RequestHeader {
                function_requester_identifier: "signoff-smdp".to_owned(),
                function_call_identifier: self.number.to_string(),
            },
            eid: self.eid,
            iccid: Some(self.iccid),
            profile_type: self.profile_type.clone(),
            timestamp: self.at.to_string(),
            notification_point_id: self.point,
            notification_point_status: status,
            result_data: None,
        }
    }
}

/// The events that nobody has asked for yet, and some that were.
#[derive(Default)]
pub(super) struct OperatorEvents {
    list: VecDeque<OperatorEvent>,
    next: u64,
}

impl OperatorEvents {
    /// Adds one; its number is set here.
    pub(super) fn push(&mut self, event: OperatorEvent) {
        if self.list.len() >= MAX_EVENTS {
            self.list.pop_front();
        }
        self.list.push_back(OperatorEvent {
            number: self.next,
            ..event
        });
        self.next += 1;
    }

    /// The number of the next one.
    pub(super) const fn next(&self) -> u64 {
        self.next
    }

    /// Those from a number on.
    pub(super) fn since(&self, number: u64) -> Vec<OperatorEvent> {
        let wanted = self.list.iter().filter(|event| event.number >= number);
        wanted.cloned().collect()
    }
}
