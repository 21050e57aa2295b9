//! ADF.ISIM and its further files.

use super::row::{EMPTY, FREE, GIVEN, Row, ZERO, bt, dir, lf, tr};

pub(super) const ISIM: &[Row] = &[
    dir(2, 0),
    tr(3, 0x6F02, 0, 2, 0x02, GIVEN),
    lf(4, 0x6F04, (1, 0), 2, 0x04, GIVEN),
    tr(5, 0x6F03, 0, 2, 0x05, GIVEN),
    tr(6, 0x6F07, 14, 2, 0x07, GIVEN),
    tr(7, 0x6FAD, 3, 10, 0x03, ZERO),
    lf(8, 0x6F06, (0, 0), 10, 0x06, GIVEN),
];

pub(super) const OPT_ISIM: &[Row] = &[
    lf(2, 0x6F09, (1, 0), 2, 0, GIVEN),
    lf(3, 0x6F3C, (10, 176), 5, 0, FREE),
    lf(4, 0x6F42, (1, 38), 5, 0, EMPTY),
    tr(5, 0x6F43, 2, 5, 0, EMPTY),
    lf(6, 0x6F47, (10, 30), 5, 0, FREE),
    tr(7, 0x6FD5, 0, 5, 0, EMPTY),
    lf(8, 0x6FD7, (0, 0), 2, 0, EMPTY),
    lf(9, 0x6FDD, (0, 0), 2, 0, EMPTY),
    lf(10, 0x6FE7, (0, 0), 2, 0, GIVEN),
    tr(11, 0x6FF7, 1, 2, 0, ZERO),
    bt(12, 0x6FF8, 2, 0),
    bt(13, 0x6FFC, 2, 0),
    lf(14, 0x6FFA, (0, 0), 2, 0, GIVEN),
    bt(15, 0x6FFE, 2, 0),
];
