//! What the device announces of itself when it activates a card.

use signoff_protocol::apdu::ins;

/// Every facility up to byte 35, so REFRESH in byte 3 and its mode for profiles in byte 34 (TS 102 223 §5.2).
pub(super) const TERMINAL_PROFILE: [u8; 40] = [
    0x80,
    ins::TERMINAL_PROFILE,
    0,
    0,
    35,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
    0xFF,
];
/// Where in that command byte 34 of the profile stands, and the bit of eUICC Profile State Change in it.
pub(super) const PROFILE_STATE_CHANGE: (usize, u8) = (5 + 33, 0x20);
/// Extended channels, UICC-CLF, LPAd with LUI, LPD and LDS.
pub(super) const CAPABILITY_LPAD: [u8; 15] = [0x80, 0xAA, 0, 0, 10, 0xA9, 8, 0x81, 0, 0x82, 1, 1, 0x83, 1, 7];
pub(super) const CAPABILITY_PLAIN: [u8; 12] = [0x80, 0xAA, 0, 0, 7, 0xA9, 5, 0x81, 0, 0x82, 1, 1];
