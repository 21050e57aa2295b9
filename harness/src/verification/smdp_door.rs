//! The door of a simulated SM-DP+ for those who run it.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use signoff_protocol::id::Iccid;
use signoff_simulator::serve::https::{ADMIN_PATH, NotificationView, ProfileView};
use signoff_simulator::smdp::ProfileState;

use super::{Failure, Raw, SmdpView, SmdpWitness};
use crate::lpa::es9p::{Es9p, Es9pClient, ServerAddress};

/// Reads states and received notifications.
pub struct SmdpDoor {
    client: Es9pClient,
    server: ServerAddress,
}

impl SmdpDoor {
    /// `client` must find `server` and trust its certificate.
    pub const fn new(client: Es9pClient, server: ServerAddress) -> Self {
        Self { client, server }
    }

    async fn read<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        let path = format!("{ADMIN_PATH}{path}");
        let answer = self.client.post(&self.server, &path, Vec::new()).await;
        let answer = answer.map_err(|error| Failure::from(&error))?;
        let failed = |cause: &str, detail: String, said: String| Failure::Smdp {
            server: self.server.to_string(),
            cause: cause.to_owned(),
            detail,
            said,
        };
        if answer.status != 200 {
            let said = format!("HTTP status {}", answer.status);
            return Err(failed("status", answer.status.to_string(), said));
        }
        serde_json::from_slice(&answer.body)
            .map_err(|error| failed("not_json", String::new(), error.to_string()))
    }

    async fn view(&self, iccid: Iccid) -> Result<SmdpView, Failure> {
        let digits = iccid.to_string();
        let profiles: Vec<ProfileView> = self.read("/profiles").await?;
        let received: Vec<NotificationView> = self.read("/notifications").await?;
        let profile = profiles.into_iter().find(|profile| profile.iccid == digits);
        let about: Vec<NotificationView> = received
            .into_iter()
            .filter(|one| one.iccid.as_deref() == Some(&digits))
            .collect();
        let installed = about
            .iter()
            .filter(|one| one.event == "install" && one.acknowledged)
            .map(|one| one.arrival)
            .max();
        let mut deletions: Vec<u32> = about
            .iter()
            .filter(|one| one.event == "delete" && one.acknowledged)
            .filter(|one| installed.is_none_or(|installed| installed < one.arrival))
            .map(|one| one.seq)
            .collect();
        deletions.sort_unstable();
        deletions.dedup();
        let state = profile.as_ref().map_or_else(|| "none".to_owned(), line);
        let mut raw = vec![Raw::new("profiles", state)];
        raw.extend(about.iter().map(|one| Raw::new("notifications", line(one))));
        Ok(SmdpView {
            state: profile.map(|profile| (profile.state.name().to_owned(), is_installed(profile.state))),
            deletions,
            raw,
        })
    }
}

fn line(view: &impl Serialize) -> String {
    serde_json::to_string(view).unwrap_or_default()
}

impl SmdpWitness for SmdpDoor {
    fn ask(&self, iccid: Iccid) -> BoxFuture<'_, Result<SmdpView, Failure>> {
        self.view(iccid).boxed()
    }
}

/// Whether an eUICC has it, as far as the SM-DP+ knows.
const fn is_installed(state: ProfileState) -> bool {
    matches!(
        state,
        ProfileState::Downloaded
            | ProfileState::Installed
            | ProfileState::Enabled
            | ProfileState::Disabled
            | ProfileState::Error
    )
}
