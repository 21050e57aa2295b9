//! An SM-DP+ with any number of addresses, and the SM-DS beside it: HTTP requests in, HTTP responses out. No
//! I/O, no clock: `now` is an argument, a delay is data.
//!
//! [`SmdpFile`] says which profiles it has; orders come by ES2+, eUICCs through their LPA by ES9+. What it keeps
//! goes through [`SmdpStore`] before an answer leaves.

mod authenticate;
mod cancel;
mod dispatch;
mod engine;
mod error;
mod fault;
mod file;
mod get_package;
mod http;
mod inbox;
mod initiate;
mod inventory;
pub(crate) mod kept;
mod notify;
mod operator;
mod order;
mod package;
mod profile;
mod refusal;
mod session;
mod smds;
mod state;
mod store;

pub use engine::Smdp;
pub use error::SmdpError;
pub use fault::{AddressFault, FaultPlan};
pub use file::{AfterDelete, SmdpFile, SmdpProfileFile};
pub use http::{HttpRequest, HttpResponse};
pub use inbox::{ReceivedNotification, Verdict};
pub(crate) use operator::NotificationPoint;
pub use operator::OperatorEvent;
pub use order::{OrderRequest, Ordered};
pub use state::{ProfileEvent, ProfileState};
pub use store::{MemoryStore, Record, SmdpStore, StoreError};
