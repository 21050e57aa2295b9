//! Object identifiers as text and as DER contents; the crate for it knows no `2.999`, the arc for examples.

/// The DER contents of `2.999.10`.
pub(crate) fn encode(text: &str) -> Option<Vec<u8>> {
    let arcs: Option<Vec<u32>> = text.split('.').map(|arc| arc.parse().ok()).collect();
    let arcs = arcs?;
    let [first, second, rest @ ..] = arcs.as_slice() else {
        return None;
    };
    if *first > 2 || (*first < 2 && *second > 39) {
        return None;
    }
    let mut content = Vec::new();
    base128(first.checked_mul(40)?.checked_add(*second)?, &mut content);
    for arc in rest {
        base128(*arc, &mut content);
    }
    Some(content)
}

/// The text of DER contents.
pub(crate) fn decode(content: &[u8]) -> Option<String> {
    let mut arcs = Vec::new();
    let mut arc: u32 = 0;
    for byte in content {
        arc = arc.checked_mul(128)? | u32::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            arcs.push(std::mem::take(&mut arc));
        }
    }
    if content.last()? & 0x80 != 0 {
        return None;
    }
    let (joint, rest) = arcs.split_first()?;
    let first = (joint / 40).min(2);
    let mut text = format!("{first}.{}", joint - first * 40);
    for arc in rest {
        text.push('.');
        text.push_str(&arc.to_string());
    }
    Some(text)
}

fn base128(number: u32, content: &mut Vec<u8>) {
    let groups = (u32::BITS - number.leading_zeros()).div_ceil(7).max(1);
    for group in (0..groups).rev() {
        let digits = u8::try_from(number >> (7 * group) & 0x7F).unwrap_or_default();
        content.push(if group == 0 { digits } else { digits | 0x80 });
    }
}

#[cfg(test)]
mod tests {
    use signoff_protocol::hex;

    use super::*;

    #[test]
    fn text_and_contents() {
        for (text, content) in [
            ("2.999.10", "88370A"),
            ("2.999.1", "883701"),
            ("1.2.840.10045.4.3.2", "2A8648CE3D040302"),
            ("2.23.146.1.2.1.4", "67811201020104"),
        ] {
            let bytes = hex::decode(content).unwrap();
            assert_eq!(encode(text), Some(bytes.clone()), "{text}");
            assert_eq!(decode(&bytes).as_deref(), Some(text));
        }
        for text in ["", "2", "3.1", "1.40", "2.x", "2.99999999999"] {
            assert_eq!(encode(text), None, "{text}");
        }
        assert_eq!(decode(&[]), None);
        assert_eq!(decode(&[0x88]), None);
    }
}
