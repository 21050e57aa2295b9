//! `backup.json`: what was saved, for programs. The shape has a version of its own; a program that knows a version may
//! ignore fields that it does not know.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use signoff_protocol::hex;
use signoff_protocol::usim::AdnRecord;

use super::{Backup, Contact, FileImage, Message, ProfileDescription};

/// What stands in `format`.
pub(super) const FORMAT: &str = "signoff-backup";
/// What stands in `version`.
pub(super) const VERSION: u32 = 1;

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BackupDocument {
    /// `signoff-backup`
    pub format: String,
    /// Version of this shape: 1.
    pub version: u32,
    /// When it was made, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<String>,
    /// How files were read: `apdu` or `crsm`.
    pub read_by: String,
    /// The profile.
    pub profile: ProfileDocument,
    /// EF_MSISDN.
    pub own_numbers: Vec<OwnNumberDocument>,
    /// Contacts of all phone books.
    pub contacts: Vec<ContactDocument>,
    /// Short messages.
    pub messages: Vec<MessageDocument>,
    /// The raw files beside this one.
    pub files: Vec<FileDocument>,
    /// What could not be read or understood.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// A profile, as its files and the ISD-R describe it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProfileDocument {
    /// EF_ICCID
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iccid: Option<String>,
    /// EF_IMSI
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imsi: Option<String>,
    /// EF_SPN
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usim_service_provider_name: Option<String>,
    /// AID of its ISD-P.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub isdp_aid: Option<String>,
    /// profileNickname
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// serviceProviderName
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_provider_name: Option<String>,
    /// profileName
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_name: Option<String>,
    /// profileClass
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// MCC and MNC of profileOwner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// profilePolicyRules
    pub policy_rules: Vec<String>,
    /// Addresses of notificationConfigurationInfo.
    pub notification_addresses: Vec<String>,
    /// icon, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
}

/// A number of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OwnNumberDocument {
    /// May be empty.
    pub name: String,
    /// `+` and digits.
    pub number: String,
}

/// A contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactDocument {
    /// The EF_ADN that it stood in.
    pub book: String,
    /// Its record there.
    pub record: u8,
    /// May be empty.
    pub name: String,
    /// Numbers, the one of EF_ADN first.
    pub numbers: Vec<NumberDocument>,
    /// E-mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Second names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub second_names: Vec<String>,
    /// Groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
}

/// A number of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NumberDocument {
    /// Digits, `*`, `#`, `p` (pause) and `?` (any digit), behind `+` if the type is international.
    pub number: String,
    /// Type of number and numbering plan, a byte.
    pub type_of_number: u8,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MessageDocument {
    /// The EF_SMS that it stood in.
    pub file: String,
    /// `read`, `unread`, `sent` or `unsent`.
    pub status: String,
    /// Who sent it, or who gets it.
    pub address: String,
    /// Service centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_centre: Option<String>,
    /// When the service centre took it: local time with its zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Absent if it is data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How many parts it has.
    pub total: u8,
    /// Numbers of parts that were not on the card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<u8>,
    /// The parts that were.
    pub parts: Vec<PartDocument>,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartDocument {
    /// Its record in EF_SMS.
    pub record: u8,
    /// Which part, from 1.
    pub number: u8,
    /// The record in hexadecimal.
    pub bytes: String,
}

/// A raw file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileDocument {
    /// Where it was on the card.
    pub path: String,
    /// Its name in TS 31.102.
    pub name: String,
    /// Where it is now, from the folder of the backup.
    pub file: String,
}

impl BackupDocument {
    /// The document of a backup that was made at this time.
    pub(super) fn new(backup: &Backup, taken: Option<&str>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            taken: taken.map(ToOwned::to_owned),
            read_by: backup.way.to_owned(),
            profile: profile(&backup.profile),
            own_numbers: backup.own_numbers.iter().map(own_number).collect(),
            contacts: backup.contacts.iter().map(contact).collect(),
            messages: backup.messages.iter().map(message).collect(),
            files: backup.files.iter().map(file).collect(),
            notes: backup.notes.clone(),
        }
    }
}

fn profile(profile: &ProfileDescription) -> ProfileDocument {
    let mut document = ProfileDocument {
        iccid: profile.iccid.map(|iccid| iccid.to_string()),
        imsi: profile.imsi.clone(),
        usim_service_provider_name: profile.service_provider_name.clone(),
        ..ProfileDocument::default()
    };
    if let Some(info) = &profile.metadata {
        let rules = info.policy_rules.unwrap_or_default();
        let named = [(rules.ppr1(), "ppr1"), (rules.ppr2(), "ppr2")];
        document.isdp_aid = info.isdp_aid.map(|aid| aid.to_string());
        document.nickname = info.nickname.as_ref().map(ToString::to_string);
        document.service_provider_name = info.service_provider_name.as_ref().map(ToString::to_string);
        document.profile_name = info.profile_name.as_ref().map(ToString::to_string);
        document.class = info.class.map(|class| class.name().to_owned());
        document.owner = info.owner.as_ref().map(|owner| owner.mcc_mnc.to_string());
        document.policy_rules = named
            .into_iter()
            .filter(|(set, _)| *set)
            .map(|(_, name)| name.to_owned())
            .collect();
        document.notification_addresses = info
            .notification_configuration
            .iter()
            .flatten()
            .map(|configured| configured.address.to_string())
            .collect();
        document.icon = info.icon.as_ref().map(|icon| hex::encode(icon));
    }
    document
}

fn own_number(entry: &AdnRecord) -> OwnNumberDocument {
    OwnNumberDocument {
        name: entry.name.clone(),
        number: entry.number.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

fn contact(contact: &Contact) -> ContactDocument {
    ContactDocument {
        book: contact.book.to_string(),
        record: contact.record,
        name: contact.name.clone(),
        numbers: contact
            .numbers
            .iter()
            .map(|number| NumberDocument {
                number: number.number.to_string(),
                type_of_number: number.number.kind(),
                description: number.description.clone(),
            })
            .collect(),
        emails: contact.emails.clone(),
        second_names: contact.second_names.clone(),
        groups: contact.groups.clone(),
    }
}

fn message(message: &Message) -> MessageDocument {
    MessageDocument {
        file: message.file.to_string(),
        status: message.status.name().to_owned(),
        address: message.address.to_string(),
        service_centre: message.service_centre.as_ref().map(ToString::to_string),
        time: message.time.map(|time| time.to_string()),
        text: message.text.clone(),
        total: message.total,
        missing: message.missing(),
        parts: message
            .parts
            .iter()
            .map(|part| PartDocument {
                record: part.record,
                number: part.number,
                bytes: hex::encode(&part.bytes),
            })
            .collect(),
    }
}

fn file(image: &FileImage) -> FileDocument {
    FileDocument {
        path: image.path.to_string(),
        name: image.name.to_owned(),
        file: format!("files/{}.json", image.path.file_name()),
    }
}
