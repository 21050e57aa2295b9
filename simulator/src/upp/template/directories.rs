//! Directories of the USIM: GSM access, 5GS, SAIP and SNPN.

use super::row::{Content, EMPTY, GIVEN, Row, ZERO, bt, dir, lf, tr};

/// No key: the last byte is the key set identifier.
const NO_KEY: Content = Content::End(&[0x07]);
const LOCATION: Content = Content::End(&[0x00, 0x00, 0x00, 0x01]);

pub(super) const GSM_ACCESS: &[Row] = &[
    dir(2, 0x5F3B),
    tr(3, 0x4F20, 9, 5, 0x01, NO_KEY),
    tr(4, 0x4F52, 9, 5, 0x02, NO_KEY),
    tr(5, 0x4F63, 10, 5, 0, EMPTY),
    tr(6, 0x4F64, 1, 2, 0, ZERO),
];

pub(super) const DF_5GS: &[Row] = &[
    dir(2, 0x5FC0),
    tr(3, 0x4F01, 20, 5, 0x01, LOCATION),
    tr(4, 0x4F02, 20, 5, 0x02, LOCATION),
    lf(5, 0x4F03, (1, 57), 5, 0x03, EMPTY),
    lf(6, 0x4F04, (1, 57), 5, 0x04, EMPTY),
    tr(7, 0x4F05, 110, 5, 0x05, EMPTY),
    tr(8, 0x4F06, 4, 2, 0x06, GIVEN),
    tr(9, 0x4F07, 0, 2, 0x07, EMPTY),
    lf(10, 0x4F08, (0, 10), 10, 0x08, EMPTY),
    tr(11, 0x4F09, 0, 2, 0x09, GIVEN),
    tr(12, 0x4F0A, 4, 2, 0x0A, Content::Start(&[0xF0, 0xFF])),
    bt(13, 0x4F0B, 2, 0),
    tr(14, 0x4F0C, 1, 2, 0x0C, ZERO),
    bt(15, 0x4F0D, 2, 0x0D),
    tr(16, 0x4F0E, 0, 2, 0x0E, GIVEN),
    tr(17, 0x4F0F, 7, 2, 0x0F, GIVEN),
    tr(18, 0x4F10, 2, 2, 0x10, GIVEN),
    tr(19, 0x4F11, 1, 2, 0x11, ZERO),
    tr(20, 0x4F15, 1, 2, 0x15, ZERO),
    tr(21, 0x4F16, 1, 2, 0x16, ZERO),
];

pub(super) const DF_SAIP: &[Row] = &[dir(2, 0x5FD0), tr(3, 0x4F01, 0, 3, 0, EMPTY)];

pub(super) const DF_SNPN: &[Row] = &[dir(2, 0x5FE0), tr(3, 0x4F01, 1, 10, 0x01, ZERO)];
