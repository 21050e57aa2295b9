//! The document: one operator, its customers and their lines.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use signoff_protocol::id::Iccid;

use super::{EarlyEndClause, OperatorFaultPlan};

/// An operator file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperatorFile {
    /// One sentence: what this operator is for.
    pub about: String,
    /// What people call it.
    pub name: String,
    /// The rules of its country: a name of the shipped ones, or a file beside this one. Whoever reads the document loads
    /// them.
    pub rules: String,
    /// The day on which the clock of the desk starts, so that what it says does not depend on when it is run.
    #[schemars(with = "String")]
    pub today: Date,
    /// How many wrong proofs in a row lock an account.
    #[serde(default = "default_tries")]
    pub max_wrong_tries: u32,
    /// How long an account stays locked, minutes.
    #[serde(default = "default_lock")]
    pub lock_minutes: u32,
    /// How long a session is good, minutes.
    #[serde(default = "default_session")]
    pub session_minutes: u32,
    /// How long an order waits to be confirmed, hours.
    #[serde(default = "default_confirmation")]
    pub confirmation_hours: u32,
    /// Whether it refuses to end a contract while bills are open. The law does not let it; some do.
    #[serde(default)]
    pub refuses_while_bills_open: bool,
    /// Customers.
    pub customers: Vec<CustomerFile>,
    /// What goes wrong from the start.
    #[serde(default)]
    pub faults: Vec<OperatorFaultPlan>,
}

const fn default_tries() -> u32 {
    3
}

const fn default_lock() -> u32 {
    60
}

const fn default_session() -> u32 {
    30
}

const fn default_confirmation() -> u32 {
    24
}

impl OperatorFile {
    /// Reads the YAML text. Nothing is checked yet but types and names.
    ///
    /// # Errors
    /// With the place in the text: no YAML, an unknown field, a wrong type.
    pub fn parse(yaml: &str) -> Result<Self, serde_saphyr::Error> {
        serde_saphyr::from_str(yaml)
    }
}

/// A customer with one account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerFile {
    /// Number of the account, 1 to 64 characters.
    pub account: String,
    /// Number of the identity document that the operator knows.
    pub document: String,
    /// First name.
    pub given_name: String,
    /// Name.
    pub family_name: String,
    /// How many numbers the business has, in all its accounts; nothing for a consumer.
    #[serde(default)]
    pub business_numbers: Option<u32>,
    /// Bills.
    #[serde(default)]
    pub bills: Vec<BillFile>,
    /// Lines.
    pub lines: Vec<LineFile>,
}

/// A bill.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BillFile {
    /// Its number.
    pub number: String,
    /// When it was made.
    #[schemars(with = "String")]
    pub date: Date,
    /// When it must be paid.
    #[schemars(with = "String")]
    pub due: Date,
    /// What it comes to, as in "45.00".
    pub amount: String,
    /// What is paid of it.
    #[serde(default = "nothing")]
    pub paid: String,
}

fn nothing() -> String {
    "0.00".to_owned()
}

/// A line with its contract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineFile {
    /// The profile that it is used with.
    #[serde(deserialize_with = "iccid")]
    #[schemars(with = "String")]
    pub iccid: Iccid,
    /// Its number, `+32470000001`.
    pub msisdn: String,
    /// What the customer bought.
    pub offer: String,
    /// What they agreed to.
    pub contract: ContractFile,
    /// Data that was bought and not used yet.
    #[serde(default)]
    pub unused_data: Option<UnusedDataFile>,
    /// A device that is paid with it.
    #[serde(default)]
    pub device: Option<DeviceFile>,
    /// The number is on its way to another operator.
    #[serde(default)]
    pub porting_out: Option<PortingFile>,
    /// What the operator knows of the profile.
    #[serde(default)]
    pub profile: ProfilePresence,
}

fn iccid<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Iccid, D::Error> {
    String::deserialize(from)?
        .parse()
        .map_err(serde::de::Error::custom)
}

/// What a customer agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractFile {
    /// Its first day.
    #[schemars(with = "String")]
    pub start: Date,
    /// How many months it binds; missing for an indefinite term.
    #[serde(default)]
    pub months: Option<u32>,
    /// What a month costs, as in "30.00"; missing for prepaid.
    #[serde(default = "nothing")]
    pub monthly_fee: String,
    /// Whether it is prepaid.
    #[serde(default)]
    pub prepaid: bool,
    /// Prepaid credit that is left, as in "12.50".
    #[serde(default)]
    pub credit: Option<String>,
    /// Whether it was made on the web or by telephone.
    #[serde(default)]
    pub at_a_distance: bool,
    /// What it says about its early end where the law does not protect the customer.
    #[serde(default)]
    pub early_end: EarlyEndClause,
}

/// Data that was bought and not used yet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnusedDataFile {
    /// How much, megabytes.
    pub mb: u64,
    /// The last day on which it can be used.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
}

/// A device that is paid with a line, beginning with the contract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceFile {
    /// What it is.
    pub name: String,
    /// What was to be paid at the beginning, as in "480.00".
    pub value: String,
    /// Over how many months.
    pub months: u32,
}

/// The number is on its way to another operator.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PortingFile {
    /// Which operator gets it.
    pub recipient: String,
    /// The day on which it does.
    #[schemars(with = "String")]
    pub date: Date,
}

/// What an operator knows of a profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProfilePresence {
    /// No eUICC reported that it is installed.
    NeverInstalled,
    /// An eUICC has it.
    #[default]
    Installed,
    /// An eUICC reported that it is deleted.
    Deleted,
}

impl ProfilePresence {
    /// As documents write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NeverInstalled => "never_installed",
            Self::Installed => "installed",
            Self::Deleted => "deleted",
        }
    }
}
