//! One element's value as text.

use signoff_protocol::hex;
use signoff_protocol::id::{Aid, Eid, Iccid, MccMnc};
use signoff_protocol::saip::{PeStatusCode, Service};
use signoff_protocol::tlv::{DecodeError, Tag, Tlv};

use super::Role;

/// An element that a message may have: its tag, its name in the specification, its kind of value.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) tag: u32,
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

/// Shorthand for the tables of the schema.
pub(super) const fn field(tag: u32, name: &'static str, kind: Kind) -> Field {
    Field { tag, name, kind }
}

/// Kinds of values.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Elements inside, each one of these.
    Group(&'static [Field]),
    /// Elements inside a value that need not be any: where they are not, it is shown in hexadecimal.
    Inside(&'static [Field]),
    Text,
    Hex,
    Number,
    Boolean,
    Iccid,
    Eid,
    Aid,
    MccMnc,
    /// Major, minor and revision.
    Version,
    /// Numbers without sign, of one to four bytes.
    Count,
    /// Bits by name, from bit 0.
    Bits(&'static [&'static str]),
    /// Numbers by name.
    Choice(&'static [(u8, &'static str)]),
    /// Object identifier.
    Oid,
    /// Number, type and qualifier of a proactive command (ETSI TS 102 223 §8.6).
    CommandDetails,
    /// Source and destination (§8.7).
    DeviceIdentities,
    /// Result codes by the name that the codec gives them.
    Result(fn(u8) -> &'static str),
    TagList,
    Icon,
    Signature,
    Certificate,
    Challenge,
    /// An element without content, that is there.
    Present,
    /// Ciphertext and its MAC.
    Encrypted,
    /// StoreMetadata in clear, or a part of it, and its MAC.
    Metadata,
    /// Keys, PINs and PUKs.
    Secret,
    /// Content of a file or load block: some of it.
    Content,
    /// The services that a package demands.
    Services,
    /// ICCID in the order of its digits, as packages have it.
    PackageIccid,
    /// Status of a profile element.
    Status,
}

/// Bytes of content that are shown.
const SHOWN: usize = 32;

impl Kind {
    /// What to show, and how a transcript may treat it. `Group`s have no text of their own.
    pub(super) fn text(self, tlv: Tlv<'_>) -> Result<(String, Role), DecodeError> {
        let role = match self {
            Self::Icon => Role::Icon,
            Self::Signature => Role::Signature,
            Self::Certificate => Role::Certificate,
            Self::Challenge => Role::Challenge,
            _ => Role::Plain,
        };
        let text = match self {
            Self::Group(_) | Self::Inside(_) => String::new(),
            Self::Text => text(tlv.text()?),
            Self::Hex | Self::Signature | Self::Challenge => bytes(tlv.value()),
            Self::Present => present(tlv)?,
            Self::Encrypted => format!("{} bytes, encrypted", tlv.value().len()),
            Self::Metadata => format!("{} bytes, in clear, with MAC", tlv.value().len()),
            Self::Secret => format!("{} bytes, not shown", tlv.value().len()),
            Self::Content => content(tlv.value()),
            Self::Services => services(tlv)?,
            Self::PackageIccid => tlv.array::<10>("10").map(digits)?,
            Self::Status => status(tlv)?,
            Self::Number => tlv.unsigned()?.to_string(),
            Self::Boolean => tlv.boolean()?.to_string(),
            Self::Iccid => Iccid::from_tlv(tlv)?.to_string(),
            Self::Eid => Eid::from_tlv(tlv)?.to_string(),
            Self::Aid => aid(&Aid::from_tlv(tlv)?),
            Self::MccMnc => MccMnc::from_bytes(tlv.array("3")?).to_string(),
            Self::Version => tlv.array::<3>("3")?.map(|part| part.to_string()).join("."),
            Self::Count => match tlv.value() {
                value @ [_, ..] if value.len() <= 4 => value
                    .iter()
                    .fold(0u32, |number, byte| number << 8 | u32::from(*byte))
                    .to_string(),
                _ => return Err(tlv.wrong_length("1 to 4")),
            },
            Self::Bits(names) => bits(tlv, names)?,
            Self::Choice(names) => {
                let number = tlv.small()?;
                match names.iter().find(|(code, _)| *code == number) {
                    Some((_, name)) => (*name).to_owned(),
                    None => format!("{number} (no known value)"),
                }
            }
            Self::Result(name) => {
                let code = tlv.small()?;
                match name(code) {
                    "undefined" => format!("no known code ({code})"),
                    name => format!("{name} ({code})"),
                }
            }
            Self::Oid => oid(tlv.value()).ok_or_else(|| tlv.invalid("no object identifier"))?,
            Self::CommandDetails => command_details(tlv.array("3")?),
            Self::DeviceIdentities => {
                let [from, to] = tlv.array("2")?;
                format!("{} to {}", device(from), device(to))
            }
            Self::TagList => tag_list(tlv)?,
            Self::Icon => format!("{} bytes", tlv.value().len()),
            Self::Certificate => format!("{} bytes", tlv.raw().len()),
        };
        Ok((text, role))
    }
}

/// Hex, or the word for nothing.
pub(super) fn bytes(value: &[u8]) -> String {
    if value.is_empty() {
        "empty".to_owned()
    } else {
        hex::encode(value)
    }
}

/// Text as it is, unless it could be taken for something else.
fn text(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !text.starts_with('"')
        && !text.chars().any(char::is_control);
    if plain {
        text.to_owned()
    } else {
        format!("{text:?}")
    }
}

/// An AID with the name of what it selects.
pub(super) fn aid(aid: &Aid) -> String {
    match *aid {
        Aid::ISD_R => format!("{aid} (ISD-R)"),
        Aid::ECASD => format!("{aid} (ECASD)"),
        _ => aid.to_string(),
    }
}

fn present(tlv: Tlv<'_>) -> Result<String, DecodeError> {
    if tlv.value().is_empty() {
        Ok("yes".to_owned())
    } else {
        Err(tlv.wrong_length("0"))
    }
}

/// The first bytes of content, and how many there are.
fn content(value: &[u8]) -> String {
    match value.get(..SHOWN) {
        Some(shown) if value.len() > SHOWN => format!("{}… ({} bytes)", hex::encode(shown), value.len()),
        _ => bytes(value),
    }
}

fn services(tlv: Tlv<'_>) -> Result<String, DecodeError> {
    let mut names = Vec::new();
    for child in tlv.children() {
        let tag = child?.tag();
        let known = Service::ALL
            .iter()
            .find(|service| tag == Tag(0x80 | u32::from(service.number())));
        names.push(known.map_or_else(|| format!("unknown {tag}"), |service| service.name().to_owned()));
    }
    Ok(if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    })
}

/// The digits of an ICCID whose first one is in the high nibble.
fn digits(value: [u8; 10]) -> String {
    let text = hex::encode(&value);
    text.trim_end_matches('F').to_owned()
}

fn status(tlv: Tlv<'_>) -> Result<String, DecodeError> {
    let number = u16::try_from(tlv.unsigned()?).map_err(|_| tlv.invalid("number above 65535"))?;
    Ok(match PeStatusCode::from_code(number) {
        PeStatusCode::Other(number) => format!("{number:04X} (no known status)"),
        known => format!("{} ({number})", known.name()),
    })
}

fn bits(tlv: Tlv<'_>, names: &[&str]) -> Result<String, DecodeError> {
    let found: Vec<String> = tlv
        .bits()?
        .iter()
        .map(|number| match names.get(usize::from(number)) {
            Some(name) => (*name).to_owned(),
            None => format!("bit {number}"),
        })
        .collect();
    Ok(if found.is_empty() {
        "none".to_owned()
    } else {
        found.join(", ")
    })
}

fn tag_list(tlv: Tlv<'_>) -> Result<String, DecodeError> {
    let mut rest = tlv.value();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let tag = Tag::read(rest).ok_or_else(|| tlv.invalid("a tag list with a malformed tag"))?;
        rest = rest.get(tag.len()..).unwrap_or_default();
        found.push(tag.to_string());
    }
    Ok(if found.is_empty() {
        "empty".to_owned()
    } else {
        found.join(" ")
    })
}

fn oid(value: &[u8]) -> Option<String> {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc = 0u64;
    for byte in value {
        arc = arc.checked_mul(128)? | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            if arcs.is_empty() {
                let root = (arc / 40).min(2);
                arcs.push(root);
                arc -= root * 40;
            }
            arcs.push(arc);
            arc = 0;
        }
    }
    let whole = value.last().is_some_and(|last| last & 0x80 == 0);
    whole.then(|| arcs.iter().map(u64::to_string).collect::<Vec<_>>().join("."))
}

fn command_details([number, kind, qualifier]: [u8; 3]) -> String {
    let refresh = match qualifier {
        0x00 => "NAA initialisation and full file change",
        0x01 => "file change",
        0x02 => "NAA initialisation and file change",
        0x03 => "NAA initialisation",
        0x04 => "UICC reset",
        0x05 => "NAA application reset",
        0x06 => "NAA session reset",
        0x09 => "eUICC profile state change",
        _ => "other mode",
    };
    match kind {
        0x01 => format!("number {number}, REFRESH, {refresh} ({qualifier:02X})"),
        0x03 => format!("number {number}, POLL INTERVAL"),
        0x05 => format!("number {number}, SET UP EVENT LIST"),
        0x25 => format!("number {number}, SET UP MENU"),
        0x26 => format!("number {number}, PROVIDE LOCAL INFORMATION ({qualifier:02X})"),
        _ => format!("number {number}, type {kind:02X}, qualifier {qualifier:02X}"),
    }
}

fn device(identity: u8) -> String {
    match identity {
        0x81 => "UICC".to_owned(),
        0x82 => "terminal".to_owned(),
        0x83 => "network".to_owned(),
        other => format!("{other:02X}"),
    }
}
