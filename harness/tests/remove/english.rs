//! Finds English sentences in a text that should have none.

/// Fewest words of a sentence.
const WORDS: usize = 3;

/// Names and commands that stand in every language as they are.
const NAMES: [&str; 4] = [
    "signoff profile list",
    "signoff remove --resume",
    "call the operator",
    "outcome: done, reference:",
];

/// Words of others, quoted in Chinese quotation marks: of the system, of a parser.
const QUOTED: [&str; 2] = ["(os error ", "expected value at line"];

/// The English sentences of a line: so many words after each other, but for what is quoted.
pub(crate) fn english(line: &str) -> Vec<String> {
    let mut line = line.to_owned();
    for name in NAMES {
        line = line.replace(name, "·");
    }
    let mut found = Vec::new();
    let mut rest = line.as_str();
    let mut own = String::new();
    while let Some((before, after)) = rest.split_once('“') {
        let (quote, after) = after.split_once('”').unwrap_or((after, ""));
        if !QUOTED.iter().any(|known| quote.contains(known)) {
            found.extend(sentences(quote));
        }
        own.push_str(before);
        own.push('·');
        rest = after;
    }
    own.push_str(rest);
    found.extend(sentences(&own));
    found
}

fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    for part in text.split(' ').chain([""]) {
        let word = part.trim_matches([',', '.', ';', ':', '(', ')', '"']);
        let is_word = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic() || "'-+".contains(c));
        let is_word = is_word && word.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_word {
            words.push(word);
        }
        if !is_word || part.ends_with(['.', ';']) {
            if words.len() >= WORDS {
                found.push(words.join(" "));
            }
            words.clear();
        }
    }
    found
}

/// The texts of a page, without its style.
pub(crate) fn text_nodes(page: &str) -> Vec<String> {
    let (before, rest) = page.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    let body = format!("{before}{after}");
    let nodes = body
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| {
            text.replace("&quot;", "\"")
                .replace("&amp;", "&")
                .trim()
                .to_owned()
        });
    nodes.filter(|text| !text.is_empty()).collect()
}

#[test]
fn sentences_are_found_and_names_are_not() {
    for (line, want) in [
        ("the eUICC does not list it", 1),
        ("失败：no operator was named", 1),
        ("失败： the card, they say, is mute.", 1),
        ("已移除 p0 SM-DP+ eUICC", 0),
        ("signoff profile list 列出所有", 0),
        ("继续：signoff remove --resume run", 0),
        ("无法写入 run：“Permission denied (os error 13)”", 0),
        ("失败：“no operator was named”", 1),
        ("AT+CRSM=176,12258,0,0,10 的应答是 +CME ERROR: 10", 0),
    ] {
        assert_eq!(english(line).len(), want, "{line}: {:?}", english(line));
    }
    let nodes = text_nodes("<p><style>a b c</style>one<b>two</b></p>");
    assert_eq!(nodes, ["one", "two"]);
}
