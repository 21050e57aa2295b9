//! What the SM-DP+ reports: ES2+.HandleDownloadProgressInfo (SGP.22 §5.3.5) and the HandleNotification of v3.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use signoff_protocol::es2p::{
    HandleDownloadProgressInfoRequest, HandleNotificationRequest, NotificationPointId,
};
use signoff_protocol::es9p::ExecutionStatus;
use signoff_protocol::id::Iccid;

use super::engine::{Operator, locked};
use super::state::{Change, Desk};
use super::{OperatorFault, ProfilePresence};
use crate::smdp::{NotificationPoint, Record, StoreError, kept};

/// Key of the place in the news.
pub(super) const KEY: &str = "news";

/// How far the news of the SM-DP+ were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Which life of the SM-DP+: another one counts from the beginning.
    pub instance: String,
    /// Number of the first one that was not read.
    pub next: u64,
}

impl Cursor {
    pub(super) fn record(&self) -> Result<Record, StoreError> {
        kept::record(KEY.to_owned(), self)
    }
}

/// What the SM-DP+ has to tell, from a number on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmdpNews {
    /// Which life of the SM-DP+.
    pub instance: String,
    /// Number of the next one that there will be.
    pub next: u64,
    /// The calls that it would make.
    pub calls: Vec<HandleDownloadProgressInfoRequest>,
}

impl Operator {
    /// How far the news were read.
    pub fn cursor(&self) -> Cursor {
        locked(&self.desk).cursor.clone()
    }

    /// Takes what the SM-DP+ had to tell.
    ///
    /// # Errors
    /// The store failed; nothing was taken.
    pub fn take_news(&self, news: &SmdpNews, now: Timestamp) -> Result<(), StoreError> {
        let mut desk = self.settled(now)?;
        let cursor = Cursor {
            instance: news.instance.clone(),
            next: news.next,
        };
        let mut change = Change {
            cursor: (desk.cursor != cursor).then_some(cursor),
            ..Change::default()
        };
        for call in &news.calls {
            if let (Some(iccid), Some(presence)) = (call.iccid, after_progress(call)) {
                learn(&mut desk, &mut change, iccid, presence);
            }
        }
        if change.is_empty() {
            return Ok(());
        }
        desk.commit(self.store(), change)
    }

    /// ES2+.HandleDownloadProgressInfo, called by an SM-DP+.
    ///
    /// # Errors
    /// The store failed.
    pub fn handle_download_progress_info(
        &self,
        request: &HandleDownloadProgressInfoRequest,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        match (request.iccid, after_progress(request)) {
            (Some(iccid), Some(presence)) => self.set_profile(iccid, presence, now),
            _ => Ok(()),
        }
    }

    /// ES2+.HandleNotification (v3), called by an SM-DP+.
    ///
    /// # Errors
    /// The store failed.
    pub fn handle_notification(
        &self,
        request: &HandleNotificationRequest,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let succeeded = request.notification_event_status.status == ExecutionStatus::Success;
        let presence = match request.notification_event {
            0..=2 => ProfilePresence::Installed,
            3 => ProfilePresence::Deleted,
            _ => return Ok(()),
        };
        match request.iccid {
            Some(iccid) if succeeded => self.set_profile(iccid, presence, now),
            _ => Ok(()),
        }
    }

    fn set_profile(&self, iccid: Iccid, presence: ProfilePresence, now: Timestamp) -> Result<(), StoreError> {
        let mut desk = self.settled(now)?;
        let mut change = Change::default();
        learn(&mut desk, &mut change, iccid, presence);
        desk.commit(self.store(), change)
    }
}

/// Notes what became of a profile, unless the fault says that it gets lost.
fn learn(desk: &mut Desk, change: &mut Change, iccid: Iccid, presence: ProfilePresence) {
    let Some(line) = desk.lines.get(&iccid) else {
        return;
    };
    let known = change.lives.iter().rposition(|life| life.iccid == iccid);
    let mut life = match known {
        Some(place) => change.lives.remove(place),
        None => line.life.clone(),
    };
    let lost = |fault: &OperatorFault| *fault == OperatorFault::NotTold;
    let is_new = life.profile != presence;
    if is_new && desk.faults.take(lost).is_none() {
        life.profile = presence;
        // A profile that was on an eUICC again may be downloaded again.
        life.withdrawn_at_smdp &= presence != ProfilePresence::Installed;
        change.lives.push(life);
    } else if known.is_some() {
        change.lives.push(life);
    }
}

/// What a step in the life of a profile says about where it is.
fn after_progress(call: &HandleDownloadProgressInfoRequest) -> Option<ProfilePresence> {
    if call.notification_point_status.status != ExecutionStatus::Success {
        return None;
    }
    match call.notification_point_id {
        NotificationPointId::PACKAGE_INSTALLATION
        | NotificationPoint::ENABLED
        | NotificationPoint::DISABLED => Some(ProfilePresence::Installed),
        NotificationPoint::DELETED => Some(ProfilePresence::Deleted),
        _ => None,
    }
}
