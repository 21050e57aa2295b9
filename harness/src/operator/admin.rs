//! The side of whoever runs a simulated desk: its lines, messages, faults and clock.

use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use signoff_protocol::id::Iccid;
use signoff_simulator::operator::{AccountView, LineView, Message, OperatorFaultPlan, ProfilePresence};
use signoff_simulator::serve::https::ADMIN_PATH;
use signoff_simulator::serve::operator::{ClockChange, ClockView, PresenceChange, SmdpView};
use url::Url;

use super::client::refusal;
use super::http::Http;
use super::{OperatorError, OperatorOptions};

/// The paths of a simulated desk for whoever runs it. They are open to loopback only.
#[derive(Clone, Debug)]
pub struct OperatorAdmin {
    http: Http,
}

impl OperatorAdmin {
    /// A client that has connected to nobody yet.
    ///
    /// # Errors
    /// As [`super::OperatorClient::new`].
    pub fn new(url: Url, options: &OperatorOptions) -> Result<Self, OperatorError> {
        Ok(Self {
            http: Http::new(url, options)?,
        })
    }

    /// All lines, whoever's they are.
    ///
    /// # Errors
    /// The desk can't be reached.
    pub async fn lines(&self) -> Result<Vec<LineView>, OperatorError> {
        self.read("/lines").await
    }

    /// All accounts.
    ///
    /// # Errors
    /// The desk can't be reached.
    pub async fn accounts(&self) -> Result<Vec<AccountView>, OperatorError> {
        self.read("/accounts").await
    }

    /// What was sent to customers, one-time codes among it; the oldest first.
    ///
    /// # Errors
    /// The desk can't be reached.
    pub async fn messages(&self) -> Result<Vec<Message>, OperatorError> {
        self.read("/messages").await
    }

    /// What goes wrong.
    ///
    /// # Errors
    /// The desk can't be reached.
    pub async fn faults(&self) -> Result<Vec<OperatorFaultPlan>, OperatorError> {
        self.read("/faults").await
    }

    /// Makes these things go wrong, and nothing else.
    ///
    /// # Errors
    /// The desk can't be reached.
    pub async fn set_faults(&self, plans: &[OperatorFaultPlan]) -> Result<(), OperatorError> {
        self.change(Method::PUT, "/faults", Some(&plans)).await
    }

    /// What the clock shows.
    ///
    /// # Errors
    /// The desk can't be reached.
    pub async fn clock(&self) -> Result<ClockView, OperatorError> {
        self.read("/clock").await
    }

    /// Moves the clock; what is due by then happens.
    ///
    /// # Errors
    /// The desk can't be reached.
    pub async fn move_clock(&self, change: &ClockChange) -> Result<ClockView, OperatorError> {
        let path = format!("{ADMIN_PATH}/clock");
        self.call(Method::PUT, &path, Some(change)).await
    }

    /// Tells the desk where a profile is, as an SM-DP+ would.
    ///
    /// # Errors
    /// The desk can't be reached, or has no such line.
    pub async fn set_profile(&self, iccid: Iccid, profile: ProfilePresence) -> Result<(), OperatorError> {
        let path = format!("/lines/{iccid}/profile");
        self.change(Method::PUT, &path, Some(&PresenceChange { profile }))
            .await
    }

    /// Opens a locked account.
    ///
    /// # Errors
    /// The desk can't be reached, or has no such account.
    pub async fn unlock(&self, account: &str) -> Result<(), OperatorError> {
        self.change::<()>(Method::POST, &format!("/accounts/{account}/unlock"), None)
            .await
    }

    /// Pays all bills of an account.
    ///
    /// # Errors
    /// The desk can't be reached, or has no such account.
    pub async fn pay(&self, account: &str) -> Result<(), OperatorError> {
        self.change::<()>(Method::POST, &format!("/accounts/{account}/pay"), None)
            .await
    }

    /// How the desk gets on with its SM-DP+.
    ///
    /// # Errors
    /// The desk can't be reached.
    pub async fn smdp(&self) -> Result<SmdpView, OperatorError> {
        self.read("/smdp").await
    }

    async fn read<A: DeserializeOwned>(&self, path: &str) -> Result<A, OperatorError> {
        self.call::<(), A>(Method::GET, &format!("{ADMIN_PATH}{path}"), None)
            .await
    }

    async fn change<Q: Serialize>(
        &self,
        method: Method,
        path: &str,
        body: Option<&Q>,
    ) -> Result<(), OperatorError> {
        let path = format!("{ADMIN_PATH}{path}");
        let answer = self.http.exchange(method, &path, &[], None, body).await?;
        if answer.status == 204 {
            return Ok(());
        }
        Err(refusal(&path, &answer))
    }

    async fn call<Q: Serialize, A: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&Q>,
    ) -> Result<A, OperatorError> {
        let answer = self.http.exchange(method, path, &[], None, body).await?;
        if answer.status != 200 {
            return Err(refusal(path, &answer));
        }
        serde_json::from_slice(&answer.body).map_err(|error| OperatorError::Malformed {
            path: path.to_owned(),
            status: answer.status,
            reason: error.to_string(),
        })
    }
}
