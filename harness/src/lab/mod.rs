//! A lab on this machine: a simulated modem with a card, an SM-DP+ and operators' desks, that programs and a person use at the same time.
//!
//! [`Lab`] holds the parts; other commands find them by the DUT file that it writes. [`Lab::act`] is what the buttons of
//! the page do, [`LabState`] what the page shows, [`Exchange`] what went over line, card and servers. [`web`] puts
//! them behind a small server on the loopback address. Time is the machine's.

mod action;
mod calls;
mod card;
mod compose;
mod desk;
mod device;
mod diagnosis;
mod dut_file;
mod error;
mod exchange;
mod folder;
mod lines;
mod running;
mod start;
mod state;
mod told;
mod transport;
pub mod web;

pub use action::{Action, ActionError, DeliveryState, Done};
pub use desk::DeskFile;
pub use device::{Device, DeviceError, EuiccLook, Look};
pub use diagnosis::{Diagnosis, Facts, OnCard, Severity, diagnose};
pub use error::LabError;
pub use exchange::{Entry, Exchange, Kind, Origin};
pub use running::Lab;
pub use start::LabOptions;
pub use state::{
    CardCondition, CardProfileState, DeviceState, LabState, NotificationState, OperatorState, ProfileState,
};
