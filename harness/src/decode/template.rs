//! Data of APDUs below ES10: templates of selected files, capabilities, toolkit commands.

use super::field::Kind::{Aid, Bits, CommandDetails, Count, DeviceIdentities, Group, Hex, Version};
use super::field::{Field, field};

/// The template that a selected ISD-R answers with (GlobalPlatform FCI, SGP.22 §5.7.1, SGP.32).
pub(super) const FCI: Field = field(
    0x6F,
    "FCI template",
    Group(&[
        field(0x84, "DF name", Aid),
        field(
            0xA5,
            "proprietary data",
            Group(&[
                field(0x73, "security domain management data", Hex),
                field(0x9F6E, "life cycle data", Hex),
                field(0x9F65, "longest data field", Count),
            ]),
        ),
        field(
            0xE0,
            "ISDRProprietaryApplicationTemplate",
            Group(&[
                field(0x82, "svn", Version),
                field(
                    0x03,
                    "euiccConfiguration",
                    Bits(&["lpaeUsingCat", "lpaeUsingScws", "enabledProfile", "lpaeUsingE4E"]),
                ),
            ]),
        ),
        field(
            0xE1,
            "ISDRProprietaryApplicationTemplateIoT",
            Group(&[field(
                0x80,
                "euiccConfiguration",
                Bits(&["ipaeSupported", "enabledProfile"]),
            )]),
        ),
    ]),
);

/// What a selected file or an ADF answers with (ETSI TS 102 221 §11.1.1.3).
pub(super) const FCP: Field = field(
    0x62,
    "FCP template",
    Group(&[
        field(0x82, "file descriptor", Hex),
        field(0x83, "file identifier", Hex),
        field(0x84, "DF name", Aid),
        field(0xA5, "proprietary information", Hex),
        field(0x8A, "life cycle status", Hex),
        field(0x8B, "security attributes", Hex),
        field(0x8C, "security attributes", Hex),
        field(0xAB, "security attributes", Hex),
        field(0xC6, "PIN status", Hex),
        field(0x80, "file size", Count),
        field(0x81, "total file size", Count),
        field(0x88, "short file identifier", Hex),
    ]),
);

/// What the device can do for an eUICC (ETSI TS 102 221 §11.1.19).
pub(super) const TERMINAL_CAPABILITY: Field = field(
    0xA9,
    "terminal capability",
    Group(&[
        field(0x80, "terminal power supply", Hex),
        field(0x81, "extended logical channels supported", Hex),
        field(0x82, "additional interfaces", Hex),
        field(0x83, "eUICC functions of the device", Hex),
        field(0x84, "eUICC functions of the device, IoT", Hex),
    ]),
);

/// A command that the card has for the device (ETSI TS 102 223 §6.6).
pub(super) const PROACTIVE_COMMAND: Field = field(0xD0, "proactive command", Group(&CAT));

/// Elements of proactive commands and terminal responses, with and without the comprehension bit.
pub(super) const CAT: [Field; 8] = [
    field(0x81, "command details", CommandDetails),
    field(0x01, "command details", CommandDetails),
    field(0x82, "device identities", DeviceIdentities),
    field(0x02, "device identities", DeviceIdentities),
    field(0x83, "result", Hex),
    field(0x03, "result", Hex),
    field(0x92, "file list", Hex),
    field(0x12, "file list", Hex),
];
