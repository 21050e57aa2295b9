//! A profile as ES10c shows it: identifier, state, class, policy rules and the rest of ProfileInfo
//! (SGP.22 §2.4.5, §5.7.15).

mod info;
mod notification_configuration;
mod operator_id;
mod policy_rules;
mod state;
pub mod tags;
mod target;

pub use info::{IconType, ProfileInfo};
pub use notification_configuration::NotificationConfiguration;
pub use operator_id::OperatorId;
pub use policy_rules::PolicyRules;
pub use state::{ProfileClass, ProfileState};
pub use target::ProfileTarget;
