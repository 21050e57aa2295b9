//! Elements become lines, guided by the fields that may occur.

use std::collections::BTreeMap;

use signoff_protocol::tlv::{Children, DecodeError, MAX_DEPTH, Tag, Tlv};

use super::field::{Field, Kind, bytes};
use super::{Decoded, Line, Role};

/// Lines in the making. Offsets in the input are those of the elements plus `base`.
pub(super) struct Tree {
    decoded: Decoded,
    base: usize,
}

impl Tree {
    /// Begins; the elements that are shown start at byte `base` of the input.
    pub(super) fn new(base: usize) -> Self {
        Self {
            decoded: Decoded::default(),
            base,
        }
    }

    /// What was collected.
    pub(super) fn finish(self) -> Decoded {
        self.decoded
    }

    /// Adds what was read from a part of the same input.
    pub(super) fn take(&mut self, part: Decoded) {
        self.decoded.lines.extend(part.lines);
        if let Some(problem) = part.problem {
            self.decoded.problem.get_or_insert(problem);
        }
    }

    /// Whether something is wrong with the input so far.
    pub(super) fn has_problem(&self) -> bool {
        self.decoded.problem.is_some()
    }

    /// A line; `bytes` counts from the start of the input.
    pub(super) fn line(
        &mut self,
        depth: usize,
        label: impl Into<String>,
        value: impl Into<String>,
        role: Role,
        bytes: std::ops::Range<usize>,
    ) {
        self.decoded.lines.push(Line {
            depth,
            label: label.into(),
            value: value.into(),
            role,
            bytes,
        });
    }

    /// Says what is wrong.
    pub(super) fn problem(&mut self, depth: usize, problem: String, at: usize) {
        self.line(depth, "problem", problem.clone(), Role::Problem, at..at);
        self.decoded.problem.get_or_insert(problem);
    }

    /// Says what is wrong with an element.
    pub(super) fn error(&mut self, depth: usize, error: &DecodeError) {
        let error = error.clone().moved(self.base);
        self.problem(depth, error.to_string(), error.offset());
    }

    /// The elements of a sequence. Of a cut one, what is there is shown; behind a malformed one reading ends.
    /// Where several fields have one tag, they stand for its occurrences in their order, the last one for all further
    /// ones.
    pub(super) fn elements(&mut self, mut elements: Children<'_>, fields: &[Field], depth: usize) {
        let mut seen: BTreeMap<Tag, usize> = BTreeMap::new();
        loop {
            let (rest, offset) = elements.rest();
            match elements.next() {
                None => return,
                Some(Ok(tlv)) => {
                    let before = seen.entry(tlv.tag()).or_default();
                    let mut known = fields.iter().filter(|field| field.tag == tlv.tag().0);
                    match known.clone().nth(*before).or_else(|| known.next_back()) {
                        Some(field) => self.field(tlv, field, depth),
                        None => self.unknown(tlv, depth),
                    }
                    *before += 1;
                }
                Some(Err(error)) => return self.cut(rest, offset, fields, depth, &error),
            }
        }
    }

    fn cut(&mut self, rest: &[u8], offset: usize, fields: &[Field], depth: usize, error: &DecodeError) {
        let place = self.base + offset..self.base + offset + rest.len();
        let Some((tag, value)) = Tlv::cut(rest) else {
            self.line(depth, "bytes", bytes(rest), Role::Unknown, place);
            return self.error(depth, error);
        };
        let known = fields.iter().find(|field| field.tag == tag.0);
        let label = known.map_or_else(
            || format!("unknown {tag} at byte {}", place.start),
            |field| field.name.to_owned(),
        );
        match known.map(|field| field.kind) {
            Some(Kind::Group(fields)) if !value.is_empty() => {
                self.line(depth, label, "", Role::Plain, place);
                let value_at = offset + rest.len() - value.len();
                self.elements(Children::at(value, value_at), fields, depth + 1);
                if !self.has_problem() {
                    self.error(depth, error);
                }
            }
            _ => {
                self.line(
                    depth,
                    label,
                    format!("{} (cut)", bytes(value)),
                    Role::Unknown,
                    place,
                );
                self.error(depth, error);
            }
        }
    }

    /// One element that is any of the fields, whatever stands before it.
    pub(super) fn one(&mut self, tlv: Tlv<'_>, fields: &[Field], depth: usize) {
        match fields.iter().find(|field| field.tag == tlv.tag().0) {
            Some(field) => self.field(tlv, field, depth),
            None => self.unknown(tlv, depth),
        }
    }

    /// An element whose field is known.
    pub(super) fn field(&mut self, tlv: Tlv<'_>, field: &Field, depth: usize) {
        self.named(tlv, field.name.to_owned(), field, depth);
    }

    /// An element whose field is known, under a name of its own.
    pub(super) fn named(&mut self, tlv: Tlv<'_>, name: String, field: &Field, depth: usize) {
        let place = self.place(tlv);
        match (field.kind, field.kind.text(tlv)) {
            (Kind::Group(_) | Kind::Inside(_), _) if tlv.value().is_empty() => {
                self.line(depth, name, "empty", Role::Plain, place);
            }
            (Kind::Group(fields), _) => {
                self.line(depth, name, "", Role::Plain, place);
                self.elements(tlv.children(), fields, depth + 1);
            }
            (Kind::Inside(fields), _) => {
                let whole = tlv.children().all(|child| child.is_ok());
                let value = if whole { String::new() } else { bytes(tlv.value()) };
                self.line(depth, name, value, Role::Plain, place);
                if whole {
                    self.elements(tlv.children(), fields, depth + 1);
                }
            }
            (kind, Ok((text, role))) => {
                self.line(depth, name, text, role, place);
                match kind {
                    Kind::Certificate => self.certificate(tlv, depth + 1),
                    Kind::Metadata => self.metadata(tlv, depth + 1),
                    _ => {}
                }
            }
            (_, Err(error)) => {
                self.line(depth, name, bytes(tlv.value()), Role::Unknown, place);
                self.error(depth, &error);
            }
        }
    }

    fn certificate(&mut self, tlv: Tlv<'_>, depth: usize) {
        for (name, value) in super::certificate::lines(tlv.raw()) {
            self.line(depth, name, value, Role::Plain, self.place(tlv));
        }
    }

    /// StoreMetadata, where one segment has all of it: the last 8 bytes are the MAC.
    fn metadata(&mut self, tlv: Tlv<'_>, depth: usize) {
        let Some(Ok(first)) = tlv.children().next() else {
            return;
        };
        let Some(function) = super::schema::function(first.tag()) else {
            return;
        };
        if function.is_structure && tlv.value().len() == first.raw().len() + 8 {
            self.line(depth, function.name, "", Role::Plain, self.place(first));
            self.elements(first.children(), function.request, depth + 1);
        }
    }

    /// An element that nobody here knows: its place and bytes, those inside one by one if they are elements.
    pub(super) fn unknown(&mut self, tlv: Tlv<'_>, depth: usize) {
        let place = self.place(tlv);
        let label = format!("unknown {} at byte {}", tlv.tag(), place.start);
        let whole = tlv.tag().is_constructed()
            && !tlv.value().is_empty()
            && depth < MAX_DEPTH
            && tlv.children().all(|child| child.is_ok());
        if whole {
            self.line(depth, label, "", Role::Unknown, place);
            self.elements(tlv.children(), &[], depth + 1);
        } else {
            self.line(depth, label, bytes(tlv.value()), Role::Unknown, place);
        }
    }

    /// Bytes from `at` that may be elements, and are shown as hex from where they no longer are.
    pub(super) fn unknown_elements(&mut self, input: &[u8], at: usize, depth: usize) {
        if input.is_empty() {
            self.problem(depth, "no bytes".to_owned(), at);
            return;
        }
        let mut read = 0;
        for element in Children::of(input) {
            match element {
                Ok(tlv) => {
                    read += tlv.raw().len();
                    self.unknown(tlv, depth);
                }
                Err(error) => {
                    let rest = input.get(read..).unwrap_or_default();
                    let range = at + read..at + input.len();
                    self.line(depth, "bytes", bytes(rest), Role::Unknown, range);
                    self.error(depth, &error);
                }
            }
        }
    }

    fn place(&self, tlv: Tlv<'_>) -> std::ops::Range<usize> {
        let start = self.base + tlv.offset();
        start..start + tlv.raw().len()
    }
}
