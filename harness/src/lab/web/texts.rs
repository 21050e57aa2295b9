//! The texts of the page: those of the catalogue whose ids begin with `lab-page-`. Variables stay in them as `{name}`;
//! the page puts the values in.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use serde::Serialize;

use crate::text::{Language, TextValue, Texts};

/// How their ids begin.
const PREFIX: &str = "lab-page-";

/// What the page says, in one language.
#[derive(Debug, Serialize)]
pub(super) struct Catalogue {
    language: &'static str,
    texts: BTreeMap<String, String>,
}

/// All texts of the page.
pub(super) fn catalogue(language: Language) -> Catalogue {
    let texts = Texts::new(language);
    let entries = ids(language.catalogue()).into_iter().map(|(id, names)| {
        let holes: Vec<(&str, String)> = names.iter().map(|name| (*name, format!("{{{name}}}"))).collect();
        let values: Vec<(&str, TextValue<'_>)> =
            holes.iter().map(|(name, hole)| (*name, hole.into())).collect();
        let text = texts.say(id, &values);
        (id.trim_start_matches(PREFIX).to_owned(), text)
    });
    Catalogue {
        language: language.tag(),
        texts: entries.collect(),
    }
}

/// The ids of the page in a catalogue, and the variables of each.
fn ids(catalogue: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut inside = false;
    for line in catalogue.lines() {
        let start = line.split_once('=').map(|(id, _)| id.trim_end());
        match start.filter(|_| !line.starts_with([' ', '#'])) {
            Some(id) if id.starts_with(PREFIX) => {
                found.push((id, Vec::new()));
                inside = true;
            }
            Some(_) => inside = false,
            None => {}
        }
        if let Some((_, names)) = found.last_mut().filter(|_| inside) {
            names.extend(line.split('$').skip(1).map(|rest| {
                let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
                rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
            }));
        }
    }
    found
}

/// The language that the address asks for, else the first one of the browser that there is, else `usual`.
pub(super) fn chosen(asked: Option<&str>, headers: &HeaderMap, usual: Language) -> Language {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    asked
        .and_then(of_tag)
        .or_else(|| accepted.and_then(of_header))
        .unwrap_or(usual)
}

fn of_tag(tag: &str) -> Option<Language> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    Language::ALL
        .into_iter()
        .find(|language| language.tag().eq_ignore_ascii_case(primary))
}

/// `zh-CN,zh;q=0.9,en;q=0.8`: the one with the highest weight, the first of equals.
fn of_header(header: &str) -> Option<Language> {
    let mut best: Option<(u32, Language)> = None;
    for choice in header.split(',').take(32) {
        let (tag, weight) = choice.split_once(';').unwrap_or((choice, "q=1"));
        let Some(language) = of_tag(tag.trim()) else {
            continue;
        };
        let weight = thousandths(weight.trim());
        if weight > 0 && best.is_none_or(|(known, _)| weight > known) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// `q=0.85` is 850.
fn thousandths(weight: &str) -> u32 {
    let number = weight.strip_prefix("q=").unwrap_or("1").trim();
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole: u32 = whole.parse().unwrap_or(0);
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    whole.min(1) * 1000 + digits.parse::<u32>().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_their_variables() {
        let catalogue = "## lab\n\nlab-page-title = Lab\nlab-page-done = { $count } of\n    { $total-size } done\n\
                         run-cases = { $other }\n# lab-page-no = x\n";
        assert_eq!(
            ids(catalogue),
            [
                ("lab-page-title", vec![]),
                ("lab-page-done", vec!["count", "total-size"])
            ]
        );
    }

    /// Ids that the page puts together: what they begin with, and what can follow.
    const FAMILIES: [(&str, &[&str]); 9] = [
        (
            "card-",
            &["ready", "no_power", "switched_off", "no_euicc", "busy", "failing"],
        ),
        ("state-", &["enabled", "disabled", "absent", "unknown"]),
        (
            "smdp-",
            &[
                "available",
                "allocated",
                "linked",
                "confirmed",
                "released",
                "downloaded",
                "installed",
                "enabled",
                "disabled",
                "deleted",
                "unavailable",
                "error",
            ],
        ),
        (
            "operator-",
            &[
                "active",
                "termination_requested",
                "terminated_profile_installed",
                "no_active_service",
                "unknown_line",
            ],
        ),
        (
            "diagnosis-",
            &[
                "agreed",
                "no-server",
                "card-silent",
                "deletion-undelivered",
                "deletion-never-told",
                "download-unreported",
                "contract-goes-on",
                "contract-ends-later",
                "operator-not-told",
                "removed-everywhere",
                "removed",
                "ended-but-installed",
                "state-undelivered",
                "state-never-told",
                "server-believes-gone",
            ],
        ),
        ("severity-", &["good", "open", "bad", "unknown"]),
        ("event-", &["install", "enable", "disable", "delete"]),
        ("origin-", &["line", "page", "server"]),
        (
            "done-",
            &[
                "enable",
                "disable",
                "delete",
                "deliver",
                "nothing-to-deliver",
                "power-cut",
                "power-cut-armed",
                "quote",
                "terminate",
                "advance",
                "reset",
                "restart",
            ],
        ),
    ];
    const ERRORS: [&str; 15] = [
        "no-operator",
        "operator",
        "busy",
        "protected",
        "refused",
        "no-power",
        "power-lost",
        "lost",
        "card",
        "unknown-profile",
        "not-confirmed",
        "undelivered",
        "archive",
        "waiting",
        "ending",
    ];

    #[test]
    fn the_page_says_what_the_catalogue_has() {
        let page = [include_str!("../page/index.html"), include_str!("../page/lab.js")].concat();
        let mut wanted: Vec<String> = ERRORS.iter().map(|code| format!("error-{code}")).collect();
        for (family, members) in FAMILIES {
            assert!(
                page.contains(&format!("`{family}${{")),
                "the page makes ids with {family}"
            );
            wanted.extend(members.iter().map(|member| format!("{family}{member}")));
        }
        for (before, after) in [
            ("t(\"", '"'),
            ("data-text=\"", '"'),
            ("data-label=\"", '"'),
            ("data-hint=\"", '"'),
            ("fact(\"", '"'),
            ("sum(\"", '"'),
        ] {
            // `act("…")` and `get("…")` are other functions.
            let whole = |place: &usize| !page[..*place].ends_with(char::is_alphanumeric);
            let found = page.match_indices(before).map(|(place, _)| place).filter(whole);
            let ids = found.filter_map(|place| page[place + before.len()..].split_once(after));
            wanted.extend(ids.map(|(id, _)| id.to_owned()));
        }
        let known = catalogue(Language::English).texts;
        let missing: Vec<&String> = wanted.iter().filter(|id| !known.contains_key(*id)).collect();
        assert!(missing.is_empty(), "the page says {missing:?}");
        let unused = |id: &&String| !wanted.contains(id) && !page.contains(&format!("\"{id}\""));
        let unused: Vec<&String> = known.keys().filter(unused).collect();
        assert!(unused.is_empty(), "the page never says {unused:?}");
    }

    #[test]
    fn variables_stay_for_the_page() {
        for language in Language::ALL {
            let catalogue = catalogue(language);
            assert!(
                catalogue.texts.len() > 40,
                "{language:?}: {}",
                catalogue.texts.len()
            );
            let deleted = &catalogue.texts["done-delete"];
            assert!(deleted.contains("{profile}"), "{deleted}");
        }
    }

    #[test]
    fn the_address_counts_more_than_the_browser() {
        let chinese: HeaderMap = [(ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.8".parse().unwrap())]
            .into_iter()
            .collect();
        let none = HeaderMap::new();
        assert_eq!(chosen(None, &chinese, Language::English), Language::Chinese);
        assert_eq!(chosen(Some("en"), &chinese, Language::English), Language::English);
        assert_eq!(chosen(Some("nl"), &none, Language::Chinese), Language::Chinese);
        assert_eq!(of_header("nl, en;q=0.5, zh;q=0.7"), Some(Language::Chinese));
        assert_eq!(of_header("en;q=0, zh"), Some(Language::Chinese));
        assert_eq!(of_header("fr"), None);
    }
}
