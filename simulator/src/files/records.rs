//! READ, UPDATE and SEARCH RECORD, INCREASE (ETSI TS 102 221 §11.1.5 to §11.1.8).

use signoff_protocol::apdu::StatusWord;

use super::access::Operation;
use super::file_system::Elementary;
use super::{FileKind, FileSystem, Position};

/// The record pointer would pass the greatest value that the record can hold.
const MAXIMUM_REACHED: StatusWord = StatusWord::new(0x9850);
/// No record matches.
const NOTHING_FOUND: StatusWord = StatusWord::new(0x6282);

/// Which record a command is about (b3 to b1 of P2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecordMode {
    Next,
    Previous,
    /// The number in P1, or the current record for 0.
    Absolute(u8),
}

impl RecordMode {
    /// From P1 and P2.
    pub(crate) const fn new(p1: u8, p2: u8) -> Option<Self> {
        match (p1, p2 & 0x07) {
            (0, 0x02) => Some(Self::Next),
            (0, 0x03) => Some(Self::Previous),
            (number, 0x04) => Some(Self::Absolute(number)),
            _ => None,
        }
    }
}

/// Records of a file: their length and number.
#[derive(Clone, Copy, Debug)]
struct Records {
    length: usize,
    count: u8,
    cyclic: bool,
}

impl Records {
    const fn of(elementary: &Elementary) -> Result<Self, StatusWord> {
        match elementary.kind {
            FileKind::LinearFixed { record, count } => Ok(Self {
                length: record as usize,
                count,
                cyclic: false,
            }),
            FileKind::Cyclic { record, count } => Ok(Self {
                length: record as usize,
                count,
                cyclic: true,
            }),
            _ => Err(StatusWord::INCOMPATIBLE_FILE),
        }
    }

    fn offset(self, number: u8) -> usize {
        usize::from(number.saturating_sub(1)) * self.length
    }

    /// The number of the record that is meant. A cyclic file has neither end.
    fn find(self, current: Option<u8>, mode: RecordMode) -> Result<u8, StatusWord> {
        let within = |number: u8| (1..=self.count).contains(&number).then_some(number);
        let number = match (mode, current) {
            (RecordMode::Absolute(0), current) => current,
            (RecordMode::Absolute(number), _) => Some(number),
            (RecordMode::Next, None) => Some(1),
            (RecordMode::Next, Some(number)) if number >= self.count && self.cyclic => Some(1),
            (RecordMode::Next, Some(number)) => number.checked_add(1),
            (RecordMode::Previous, None) => Some(self.count),
            (RecordMode::Previous, Some(1)) if self.cyclic => Some(self.count),
            (RecordMode::Previous, Some(number)) => number.checked_sub(1),
        };
        number.and_then(within).ok_or(StatusWord::RECORD_NOT_FOUND)
    }
}

impl FileSystem {
    /// A record; next and previous ones become the current one.
    pub(crate) fn read_record(&self, at: &mut Position, mode: RecordMode) -> Result<Vec<u8>, StatusWord> {
        let file = at.file.ok_or(StatusWord::NO_EF_SELECTED)?;
        let elementary = self.elementary(file).ok_or(StatusWord::NO_EF_SELECTED)?;
        let records = Records::of(elementary)?;
        self.demand(file, Operation::Read)?;
        let number = records.find(at.record, mode)?;
        if !matches!(mode, RecordMode::Absolute(_)) {
            at.record = Some(number);
        }
        Ok(elementary.data.read(records.offset(number), records.length))
    }

    /// Replaces a record. In a cyclic file the oldest one is replaced and becomes the first.
    pub(crate) fn update_record(
        &mut self,
        at: &mut Position,
        mode: RecordMode,
        bytes: &[u8],
    ) -> Result<(), StatusWord> {
        let file = at.file.ok_or(StatusWord::NO_EF_SELECTED)?;
        let elementary = self.elementary(file).ok_or(StatusWord::NO_EF_SELECTED)?;
        let records = Records::of(elementary)?;
        self.demand(file, Operation::Update)?;
        if bytes.len() != records.length {
            return Err(StatusWord::WRONG_LENGTH);
        }
        if records.cyclic {
            if mode != RecordMode::Previous {
                return Err(StatusWord::INCOMPATIBLE_FILE);
            }
            at.record = Some(1);
            return self.change(file, |elementary| push(elementary, records, bytes));
        }
        let number = records.find(at.record, mode)?;
        if !matches!(mode, RecordMode::Absolute(_)) {
            at.record = Some(number);
        }
        self.change(file, |elementary| {
            elementary.data.write(records.offset(number), bytes);
        })
    }

    /// Adds to the newest record of a cyclic file; the sum becomes the newest one. Sum and what was added.
    pub(crate) fn increase(&mut self, at: &mut Position, amount: &[u8]) -> Result<Vec<u8>, StatusWord> {
        let file = at.file.ok_or(StatusWord::NO_EF_SELECTED)?;
        let elementary = self.elementary(file).ok_or(StatusWord::NO_EF_SELECTED)?;
        let records = Records::of(elementary)?;
        if !records.cyclic {
            return Err(StatusWord::INCOMPATIBLE_FILE);
        }
        self.demand(file, Operation::Increase)?;
        if amount.is_empty() || amount.len() > records.length || amount.len() > 127 {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let mut sum = elementary.data.read(0, records.length);
        let mut carry = 0_u16;
        let padded = amount.iter().rev().copied().chain(std::iter::repeat(0));
        for (byte, added) in sum.iter_mut().rev().zip(padded) {
            let [high, low] = (u16::from(*byte) + u16::from(added) + carry).to_be_bytes();
            *byte = low;
            carry = u16::from(high);
        }
        if carry != 0 {
            return Err(MAXIMUM_REACHED);
        }
        at.record = Some(1);
        self.change(file, |elementary| push(elementary, records, &sum))?;
        sum.extend_from_slice(amount);
        Ok(sum)
    }

    /// Numbers of the records that hold a pattern.
    pub(crate) fn search_record(
        &self,
        at: &mut Position,
        p1: u8,
        p2: u8,
        data: &[u8],
    ) -> Result<Vec<u8>, StatusWord> {
        let file = at.file.ok_or(StatusWord::NO_EF_SELECTED)?;
        let elementary = self.elementary(file).ok_or(StatusWord::NO_EF_SELECTED)?;
        let records = Records::of(elementary)?;
        self.demand(file, Operation::Read)?;
        let search = Search::read(p2, data)?;
        if search.pattern.is_empty() || search.pattern.len() > records.length {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let mode = match (p1, search.from) {
            (0, From::Current) => RecordMode::Absolute(0),
            (0, From::Next) => RecordMode::Next,
            (0, From::Previous) => RecordMode::Previous,
            (number, _) => RecordMode::Absolute(number),
        };
        // Without a current record a search begins at the end that it runs away from.
        let start = match (mode, at.record, search.backward) {
            (RecordMode::Absolute(0), None, false) => 1,
            (RecordMode::Absolute(0), None, true) => records.count,
            _ => records.find(at.record, mode)?,
        };
        let matches = |number: &u8| {
            let record = elementary.data.read(records.offset(*number), records.length);
            search.is_in(&record)
        };
        let found: Vec<u8> = if search.backward {
            (1..=start).rev().filter(matches).collect()
        } else {
            (start..=records.count).filter(matches).collect()
        };
        at.record = Some(*found.first().ok_or(NOTHING_FOUND)?);
        Ok(found)
    }
}

/// The oldest record goes, a new one comes in front.
fn push(elementary: &mut Elementary, records: Records, bytes: &[u8]) {
    let mut all = bytes.to_vec();
    let kept = records.length * usize::from(records.count.saturating_sub(1));
    all.extend(elementary.data.read(0, kept));
    elementary.data.write(0, &all);
}

/// Where a search begins when P1 names no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Current,
    Next,
    Previous,
}

/// Where in the records a pattern is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// From this byte on.
    Offset(usize),
    /// Behind the first occurrence of this byte.
    Behind(u8),
}

/// What is searched, and in which direction (§11.1.7.2).
#[derive(Clone, Copy, Debug)]
struct Search<'a> {
    backward: bool,
    from: From,
    place: Place,
    pattern: &'a [u8],
}

impl<'a> Search<'a> {
    fn read(p2: u8, data: &'a [u8]) -> Result<Self, StatusWord> {
        let simple = |backward| Self {
            backward,
            from: From::Current,
            place: Place::Offset(0),
            pattern: data,
        };
        match p2 & 0x07 {
            0x04 => Ok(simple(false)),
            0x05 => Ok(simple(true)),
            0x06 => match data {
                [mode, place, pattern @ ..] => Self::enhanced(*mode, *place, pattern),
                _ => Err(StatusWord::WRONG_LENGTH),
            },
            _ => Err(StatusWord::WRONG_P1_P2),
        }
    }

    fn enhanced(mode: u8, place: u8, pattern: &'a [u8]) -> Result<Self, StatusWord> {
        let (backward, from) = match mode & 0x07 {
            0x04 => (false, From::Current),
            0x05 => (true, From::Current),
            0x06 => (false, From::Next),
            0x07 => (true, From::Previous),
            _ => return Err(StatusWord::WRONG_DATA),
        };
        let place = if mode & 0x08 == 0 {
            Place::Offset(usize::from(place))
        } else {
            Place::Behind(place)
        };
        Ok(Self {
            backward,
            from,
            place,
            pattern,
        })
    }

    fn is_in(&self, record: &[u8]) -> bool {
        let start = match self.place {
            Place::Offset(offset) => Some(offset),
            Place::Behind(byte) => record.iter().position(|other| *other == byte).map(|at| at + 1),
        };
        start.and_then(|start| record.get(start..)).is_some_and(|rest| {
            rest.windows(self.pattern.len())
                .any(|window| window == self.pattern)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::PinCommand;
    use super::super::testbed::{PIN1, at, file, files, pin_command};
    use super::*;

    fn verified() -> FileSystem {
        let mut files = files();
        let usim = file(&files, &[0x7FD0]);
        assert_eq!(
            pin_command(&mut files, usim, 1, PinCommand::Verify, &[PIN1]),
            0x9000
        );
        files
    }

    #[test]
    fn the_record_pointer_moves_as_it_should() {
        let files = files();
        let mut position = at(&files, &[0x7FD0, 0x6F3A]);
        let mut read = |mode| {
            files
                .read_record(&mut position, mode)
                .unwrap_or_else(|status| status.to_string().into_bytes())
        };
        assert_eq!(read(RecordMode::Absolute(0)), b"6A83", "no record is current");
        assert_eq!(read(RecordMode::Next), b"abcd");
        assert_eq!(read(RecordMode::Absolute(0)), b"abcd");
        assert_eq!(read(RecordMode::Next), b"efgh");
        assert_eq!(read(RecordMode::Absolute(1)), b"abcd", "which moves nothing");
        assert_eq!(read(RecordMode::Next), [0xFF; 4]);
        assert_eq!(read(RecordMode::Next), b"6A83");
        assert_eq!(read(RecordMode::Previous), b"efgh");
        assert_eq!(read(RecordMode::Absolute(4)), b"6A83");
    }

    #[test]
    fn updates_need_their_pin() {
        let mut files = files();
        let mut position = at(&files, &[0x7FD0, 0x6F3A]);
        let update = |files: &mut FileSystem, position: &mut Position, bytes: &[u8]| {
            files
                .update_record(position, RecordMode::Absolute(2), bytes)
                .map_or_else(StatusWord::get, |()| 0x9000)
        };
        assert_eq!(update(&mut files, &mut position, b"wxyz"), 0x6982);
        files = verified();
        assert_eq!(update(&mut files, &mut position, b"wxy"), 0x6700);
        assert_eq!(update(&mut files, &mut position, b"wxyz"), 0x9000);
        assert_eq!(
            files.content(position.file.unwrap()).unwrap(),
            b"abcdwxyz\xFF\xFF\xFF\xFF"
        );
        let link = file(&files, &[0x7FD0, 0x5F3A, 0x4F3A]);
        assert_eq!(files.content(link), files.content(position.file.unwrap()));
    }

    #[test]
    fn cyclic_files_turn() {
        let mut files = verified();
        let mut position = at(&files, &[0x7FD0, 0x6F39]);
        let file = position.file.unwrap();
        assert_eq!(
            files.update_record(&mut position, RecordMode::Absolute(1), &[9; 3]),
            Err(StatusWord::INCOMPATIBLE_FILE)
        );
        files
            .update_record(&mut position, RecordMode::Previous, &[9; 3])
            .unwrap();
        assert_eq!(files.content(file).unwrap(), [9, 9, 9, 0, 0, 1, 0, 0, 0]);
        assert_eq!(files.increase(&mut position, &[1]).unwrap(), [9, 9, 10, 1]);
        assert_eq!(files.content(file).unwrap(), [9, 9, 10, 9, 9, 9, 0, 0, 1]);
        assert_eq!(files.increase(&mut position, &[0xFF, 0, 0]), Err(MAXIMUM_REACHED));
        assert_eq!(files.content(file).unwrap(), [9, 9, 10, 9, 9, 9, 0, 0, 1]);
        assert_eq!(
            files.read_record(&mut position, RecordMode::Previous).unwrap(),
            [0, 0, 1]
        );
        assert_eq!(
            files.read_record(&mut position, RecordMode::Next).unwrap(),
            [9, 9, 10]
        );
        let mut other = at(&files, &[0x7FD0, 0x6F3A]);
        assert_eq!(
            files.increase(&mut other, &[1]),
            Err(StatusWord::INCOMPATIBLE_FILE)
        );
    }

    #[test]
    fn searches() {
        let mut files = verified();
        let mut position = at(&files, &[0x7FD0, 0x6F3A]);
        for number in [2, 3] {
            files
                .update_record(&mut position, RecordMode::Absolute(number), b"xbcd")
                .unwrap();
        }
        for (p1, p2, data, want) in [
            (1, 0x04, &b"bc"[..], "[1, 2, 3]"),
            (2, 0x04, b"bc", "[2, 3]"),
            (3, 0x05, b"bc", "[3, 2, 1]"),
            (1, 0x04, b"zz", "6282"),
            (1, 0x04, b"abcde", "6700"),
            (4, 0x04, b"bc", "6A83"),
            (1, 0x07, b"bc", "6A86"),
            (1, 0x06, b"\x04\x01bc", "[1, 2, 3]"),
            (1, 0x06, b"\x04\x02bc", "6282"),
            (1, 0x06, b"\x0Cxbcd", "[2, 3]"),
            (3, 0x06, b"\x05\x00a", "[1]"),
            (1, 0x06, b"\x03\x00a", "6A80"),
            (1, 0x06, b"\x04", "6700"),
        ] {
            let found = files.search_record(&mut position, p1, p2, data);
            let found = found.map_or_else(|status| status.to_string(), |found| format!("{found:?}"));
            assert_eq!(found, want, "{p1} {p2:02X} {data:02X?}");
        }
        // The first that was found is current.
        files.search_record(&mut position, 2, 0x04, b"bc").unwrap();
        assert_eq!(
            files
                .search_record(&mut position, 0, 0x06, b"\x06\x00bc")
                .unwrap(),
            [3]
        );
    }
}
