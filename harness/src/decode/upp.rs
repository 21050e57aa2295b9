//! Unprotected profile packages: element by element (TCA Profile Package).

use signoff_protocol::message::Decode as _;
use signoff_protocol::saip::{End, ProfileElement, ProfileHeader};
use signoff_protocol::tlv::{Children, Tag, Tlv};

use super::field::Field;
use super::field::Kind::Group;
use super::tree::Tree;
use super::upp_schema::{FILE, element};
use super::{Decoded, Role};

/// Reads a profile package (UPP).
pub fn upp(input: &[u8]) -> Decoded {
    let mut tree = Tree::new(0);
    if input.is_empty() {
        tree.unknown_elements(input, 0, 0);
        return tree.finish();
    }
    let mut number = 0;
    let mut elements = Children::of(input);
    loop {
        let (rest, offset) = elements.rest();
        match elements.next() {
            None => break,
            Some(Ok(tlv)) => {
                number += 1;
                profile_element(tlv, number, &mut tree);
            }
            Some(Err(error)) => {
                let place = offset..offset + rest.len();
                tree.line(0, "bytes", super::field::bytes(rest), Role::Unknown, place);
                tree.error(0, &error);
                break;
            }
        }
    }
    tree.finish()
}

/// Whether the bytes are elements from a header to an end.
pub(super) fn is_upp(input: &[u8]) -> bool {
    let mut elements = Children::of(input);
    let header = elements.next().and_then(Result::ok);
    let starts = header.is_some_and(|first| ProfileHeader::decode(first).is_ok());
    starts
        && elements
            .last()
            .and_then(Result::ok)
            .is_some_and(|last| last.tag() == End::TAG)
}

fn profile_element(tlv: Tlv<'_>, number: usize, tree: &mut Tree) {
    let place = tlv.offset()..tlv.offset() + tlv.raw().len();
    let Some((name, fields)) = element(tlv.tag()) else {
        return tree.unknown(tlv, 0);
    };
    tree.line(
        0,
        format!("element {number}: {name}"),
        format!("{} bytes", tlv.raw().len()),
        Role::Plain,
        place,
    );
    let template = matches!(ProfileElement::decode(tlv), Ok(ProfileElement::Template(_)));
    if template {
        files(tlv, fields, tree);
    } else {
        tree.elements(tlv.children(), fields, 1);
    }
    if !tree.has_problem()
        && let Err(error) = ProfileElement::decode(tlv)
    {
        tree.error(1, &error);
    }
}

/// Header and identifier of a template, then its files by their number in the element.
fn files(tlv: Tlv<'_>, fields: &[Field], tree: &mut Tree) {
    for child in tlv.children().filter_map(Result::ok) {
        let number = match child.tag() {
            Tag(tag @ 0xA2..=0xBE) => tag & 0x1F,
            Tag(tag @ 0xBF1F..=0xBF7F) => tag & 0x7F,
            _ => {
                tree.one(child, fields, 1);
                continue;
            }
        };
        let file = Field {
            tag: child.tag().0,
            name: "",
            kind: Group(&FILE),
        };
        tree.named(child, format!("file {}", number - 1), &file, 1);
    }
}
