//! ADF.USIM.

use super::row::{Content, EMPTY, FREE, GIVEN, Row, dir, lf, tr};

const KEYS: Content = Content::Start(&[0x07, 0xFF]);
const PS_LOCATION: Content = Content::End(&[0x00, 0x00, 0xFF, 0x01]);
const EPS_LOCATION: Content = Content::End(&[0x00, 0x00, 0x01]);

pub(super) const USIM: &[Row] = &[
    dir(2, 0),
    tr(3, 0x6F07, 9, 2, 0x07, GIVEN),
    lf(4, 0x6F06, (0, 0), 10, 0x17, GIVEN),
    tr(5, 0x6F08, 33, 5, 0x08, KEYS),
    tr(6, 0x6F09, 33, 5, 0x09, KEYS),
    tr(7, 0x6F31, 1, 2, 0x12, Content::Start(&[0x0A])),
    tr(8, 0x6F38, 17, 2, 0x04, GIVEN),
    lf(9, 0x6F3B, (20, 26), 8, 0, EMPTY),
    lf(10, 0x6F3C, (10, 176), 5, 0, FREE),
    lf(11, 0x6F42, (1, 38), 5, 0, EMPTY),
    tr(12, 0x6F43, 2, 5, 0, EMPTY),
    tr(13, 0x6F46, 17, 10, 0, GIVEN),
    tr(14, 0x6F56, 1, 8, 0x05, GIVEN),
    tr(15, 0x6F5B, 6, 5, 0x0F, Content::Repeat(&[0xF0, 0x00, 0x00])),
    tr(16, 0x6F5C, 3, 2, 0x10, EMPTY),
    tr(17, 0x6F73, 14, 5, 0x0C, PS_LOCATION),
    tr(18, 0x6F78, 2, 2, 0x06, GIVEN),
    tr(19, 0x6F7B, 12, 5, 0x0D, EMPTY),
    tr(20, 0x6F7E, 11, 5, 0x0B, PS_LOCATION),
    tr(21, 0x6FAD, 4, 10, 0x03, Content::Start(&[0x00, 0x00, 0x00, 0x02])),
    lf(22, 0x6FB7, (1, 4), 10, 0x01, GIVEN),
    tr(23, 0x6FC4, 128, 5, 0, EMPTY),
    tr(24, 0x6FE3, 18, 5, 0x1E, EPS_LOCATION),
    lf(25, 0x6FE4, (1, 80), 5, 0x18, EMPTY),
];
