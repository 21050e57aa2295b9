//! MF and DF.CD.

use super::row::{EMPTY, GIVEN, Row, dir, lf, tr};

pub(super) const MF: &[Row] = &[
    dir(2, 0x3F00),
    tr(3, 0x2F05, 2, 1, 0x05, EMPTY),
    tr(4, 0x2FE2, 10, 11, 0x02, GIVEN),
    lf(5, 0x2F00, (0, 0), 10, 0x1E, GIVEN),
    lf(6, 0x2F06, (0, 0), 10, 0x06, GIVEN),
    tr(7, 0x2F08, 5, 10, 0x08, GIVEN),
];

pub(super) const CD: &[Row] = &[
    dir(2, 0x7F11),
    tr(3, 0x6F01, 0, 2, 0, GIVEN),
    tr(4, 0x6F40, 0, 2, 0, GIVEN),
];
