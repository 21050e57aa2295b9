//! From a flow file to flows that can be carried out: names, types, variables and the matrix, before anything is
//! sent. A valid expectation that turns out to be wrong is none of its business.

use std::path::Path;
use std::sync::Arc;

use signoff_simulator::card_file::CardFile;
use signoff_simulator::modem::ModemPersonality;
use signoff_simulator::operator::{ContractRules, OperatorFile};
use signoff_simulator::smdp::SmdpFile;

use super::check::{Check, Checker};
use super::diagnostic::{Diagnostics, Mistake};
use super::document::Flow;
use super::field::{Field, FieldError, Scalar, Variables, is_variable_name};
use super::place::Place;
use super::resolved::{DeskFiles, ResolvedFlow};
use super::source::Source;
use super::{manual, operator_rules, rsp_rules, rules, structure};

/// Most combinations that a matrix may have.
pub const MOST_CASES: usize = 256;

/// Reads a flow file and checks it against its card, once for every combination of its matrix. `card` stands in
/// for the card that the flow names.
///
/// # Errors
/// All mistakes that were found in the file.
pub fn load(source: &Arc<Source>, card: Option<&str>) -> Result<Vec<ResolvedFlow>, Diagnostics> {
    let (flow, mut mistakes) = structure::read(&source.text);
    let Some(flow) = flow else {
        return Err(Diagnostics::new(source, mistakes));
    };
    let whole = mistakes.is_empty();
    let flow = Arc::new(flow);
    let mut cases = Vec::new();
    let mut used = std::collections::BTreeSet::new();
    check_head(&flow, &mut mistakes);
    for parameters in combinations(&flow, &mut mistakes) {
        let mut variables = Variables::default();
        for (name, value) in &parameters {
            variables.set(name, value);
        }
        let mut checker = Checker {
            card: None,
            smdp: None,
            require_backup: false,
            variables: &variables,
            captured: std::collections::BTreeMap::new(),
            used: std::collections::BTreeSet::new(),
            mistakes: Vec::new(),
        };
        let found = check_case(&flow, source, card, &mut checker);
        used.append(&mut checker.used);
        mistakes.append(&mut checker.mistakes);
        if let Some(found) = found {
            cases.push(ResolvedFlow {
                source: Arc::clone(source),
                flow: Arc::clone(&flow),
                parameters,
                variables,
                card_name: found.card_name,
                card: found.card,
                modem: found.modem,
                operator: found.operator,
                smdp: found.smdp,
            });
        }
    }
    if whole {
        rules::unused(&flow, &used, &mut mistakes);
    }
    if mistakes.is_empty() {
        Ok(cases)
    } else {
        Err(Diagnostics::new(source, mistakes))
    }
}

const MODEM_HINT: &str = "fixtures/modems has examples of modem files";

const OPERATOR_HINT: &str = "fixtures/operators has examples of operator files";

const SMDP_HINT: &str = "fixtures/smdp has examples of SM-DP+ files";

/// What stands around the steps of a case.
struct Surroundings {
    card_name: String,
    card: Arc<CardFile>,
    modem: Option<ModemPersonality>,
    operator: Option<Arc<DeskFiles>>,
    smdp: Option<Arc<SmdpFile>>,
}

/// Whether the policy of a flow demands backups; one that can't be read is found as a mistake elsewhere.
pub(crate) fn demands_backup(flow: &Flow, variables: &Variables) -> bool {
    let field = flow.policy.require_backup.as_ref();
    field.and_then(|field| field.get(variables).ok()).unwrap_or(false)
}

fn check_case(
    flow: &Flow,
    source: &Source,
    card: Option<&str>,
    checker: &mut Checker<'_>,
) -> Option<Surroundings> {
    let named = checker.field(&flow.card)?;
    let card_name = card.map_or(named, str::to_owned);
    let read = read_card(&card_name, source.folder.as_deref(), card.is_some());
    let card = match read {
        Ok(card) => Some(Arc::new(card)),
        Err((message, hint)) => {
            let mistake = Mistake::new("card", flow.card.place(), message, "this card");
            checker.mistakes.push(mistake.hint(hint));
            None
        }
    };
    let modem = flow.modem.as_ref().and_then(|field| {
        let name = checker.field(field)?;
        let parsed = read_modem(&name, source.folder.as_deref()).and_then(|text| {
            let wrong = |error: serde_saphyr::Error| {
                (
                    format!("the modem {name} is wrong: {error}"),
                    MODEM_HINT.to_owned(),
                )
            };
            ModemPersonality::parse(&text).map_err(wrong)
        });
        match parsed {
            Ok(personality) => Some(personality),
            Err((message, hint)) => {
                let mistake = Mistake::new("modem", field.place(), message, "this modem");
                checker.mistakes.push(mistake.hint(hint));
                None
            }
        }
    });
    let smdp = flow.smdp.as_ref().and_then(|field| {
        let name = checker.field(field)?;
        match read_smdp(&name, source.folder.as_deref()) {
            Ok(file) => Some(Arc::new(file)),
            Err((message, hint)) => {
                let mistake = Mistake::new("smdp", field.place(), message, "this SM-DP+");
                checker.mistakes.push(mistake.hint(hint));
                None
            }
        }
    });
    let operator = flow.operator.as_ref().and_then(|field| {
        let name = checker.field(field)?;
        match read_operator(&name, source.folder.as_deref()) {
            Ok(files) => Some(Arc::new(files)),
            Err((message, hint)) => {
                let mistake = Mistake::new("operator", field.place(), message, "this operator");
                checker.mistakes.push(mistake.hint(hint));
                None
            }
        }
    });
    if let (Some(card), Some(smdp), Some(field)) = (&card, &smdp, &flow.smdp) {
        rules::same_names(card, smdp, field.place(), &mut checker.mistakes);
    }
    let mut inner = Checker {
        card: card.as_deref(),
        smdp: smdp.as_deref(),
        require_backup: demands_backup(flow, checker.variables),
        variables: checker.variables,
        captured: std::mem::take(&mut checker.captured),
        used: std::mem::take(&mut checker.used),
        mistakes: std::mem::take(&mut checker.mistakes),
    };
    flow.requires.check(&mut inner);
    flow.policy.check(&mut inner);
    flow.lpa.segment.check(&mut inner);
    flow.lpa.isd_r.check(&mut inner);
    flow.lpa.server_deadline_ms.check(&mut inner);
    for placed in &flow.steps {
        placed.step.check(&mut inner);
        rules::step(placed, &mut inner);
        rsp_rules::step(placed, flow, &mut inner);
        operator_rules::step(placed, flow, &mut inner);
    }
    flow.today.check(&mut inner);
    operator_rules::head(flow, &mut inner);
    flow.answers.check(&mut inner);
    manual::labels(flow, &mut inner);
    rules::order(flow, &mut inner);
    checker.used = inner.used;
    checker.mistakes = inner.mistakes;
    card.map(|card| Surroundings {
        card_name,
        card,
        modem,
        operator,
        smdp,
    })
}

fn parts<T: Scalar>(field: &Field<T>) -> (Option<&FieldError>, Place, bool) {
    (field.wrong(), field.place(), field.variables().next().is_some())
}

fn check_head(flow: &Flow, mistakes: &mut Vec<Mistake>) {
    let mut literal = |wrong: Option<&FieldError>, place: Place, dynamic: bool| match wrong {
        Some(FieldError::Value {
            text, what, reason, ..
        }) => {
            mistakes.push(Mistake::new(
                "value",
                place,
                format!("{text:?} is not {what}"),
                reason.clone(),
            ));
        }
        Some(error) => mistakes.push(Mistake::new("template", place, error.to_string(), "here")),
        None if dynamic => mistakes.push(Mistake::new(
            "value",
            place,
            "this can't be a variable",
            "the same for all cases",
        )),
        None => {}
    };
    let (wrong, place, dynamic) = parts(&flow.flow);
    literal(wrong, place, dynamic);
    let (wrong, place, dynamic) = parts(&flow.name);
    literal(wrong, place, dynamic);
    for field in std::iter::once(&flow.about).chain(&flow.tags) {
        let (wrong, place, dynamic) = parts(field);
        literal(wrong, place, dynamic);
    }
    if flow.steps.is_empty() {
        mistakes.push(Mistake::new(
            "no_steps",
            flow.name.place(),
            "the flow has no steps",
            "does nothing",
        ));
    }
}

/// Every combination of the matrix, the last variable changing fastest.
fn combinations(flow: &Flow, mistakes: &mut Vec<Mistake>) -> Vec<Vec<(String, String)>> {
    let mut rows: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for (key, values) in flow.for_each.iter() {
        let mut values = values.as_slice();
        if !is_variable_name(&key.text) {
            let message = format!("{:?} can't be the name of a variable", key.text);
            mistakes.push(
                Mistake::new("variable_name", key.place, message, "this name")
                    .hint("use letters, digits and _, with a letter first"),
            );
        }
        if values.is_empty() {
            let message = format!("the variable {} has no values", key.text);
            mistakes.push(Mistake::new(
                "no_values",
                key.place,
                message,
                "the flow would never run",
            ));
            continue;
        }
        if let Some(field) = values
            .iter()
            .find(|field| field.variables().next().is_some() || field.wrong().is_some())
        {
            mistakes.push(Mistake::new(
                "value",
                field.place(),
                "a value of the matrix can't be a variable",
                "not known here",
            ));
            continue;
        }
        if rows.len() * values.len() > MOST_CASES {
            let message = format!("the matrix has more than {MOST_CASES} combinations");
            mistakes.push(Mistake::new(
                "too_many_cases",
                key.place,
                message,
                "with this variable",
            ));
            // One of its values, so that its uses are no mistakes on top.
            values = values.get(..1).unwrap_or_default();
        }
        rows = rows
            .iter()
            .flat_map(|row| {
                values.iter().map(|value| {
                    let mut row = row.clone();
                    row.push((key.text.clone(), value.text().to_owned()));
                    row
                })
            })
            .collect();
    }
    rows
}

/// What is wrong, and what to do.
type Problem = (String, String);

fn is_path(name: &str) -> bool {
    let extension = Path::new(name).extension();
    name.contains(['/', '\\']) || extension.is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn read_card(name: &str, folder: Option<&Path>, from_user: bool) -> Result<CardFile, Problem> {
    let text = if is_path(name) {
        read_path(name, if from_user { Some(Path::new("")) } else { folder })?
    } else {
        signoff_fixtures::card(name)
            .ok_or_else(|| unknown("card", name, &signoff_fixtures::cards()))?
            .into_owned()
    };
    let card = CardFile::parse(&text)
        .map_err(|error| (format!("the card file {name} can't be read"), error.to_string()))?;
    card.check()
        .map_err(|error| (format!("no card can be like {name}"), error.to_string()))?;
    Ok(card)
}

fn read_smdp(name: &str, folder: Option<&Path>) -> Result<SmdpFile, Problem> {
    let text = if is_path(name) {
        read_path(name, folder)?
    } else {
        signoff_fixtures::smdp(name)
            .ok_or_else(|| unknown("SM-DP+", name, &signoff_fixtures::smdps()))?
            .into_owned()
    };
    SmdpFile::parse(&text).map_err(|error| {
        (
            format!("the SM-DP+ file {name} can't be read: {error}"),
            SMDP_HINT.to_owned(),
        )
    })
}

/// The operator with the rules of its country, which stand beside it or ship.
fn read_operator(name: &str, folder: Option<&Path>) -> Result<DeskFiles, Problem> {
    let text = if is_path(name) {
        read_path(name, folder)?
    } else {
        signoff_fixtures::operator(name)
            .ok_or_else(|| unknown("operator", name, &signoff_fixtures::operators()))?
            .into_owned()
    };
    let operator = OperatorFile::parse(&text).map_err(|error| {
        (
            format!("the operator file {name} can't be read: {error}"),
            OPERATOR_HINT.to_owned(),
        )
    })?;
    let rules = if is_path(&operator.rules) {
        let beside = Path::new(name).parent().unwrap_or_else(|| Path::new(""));
        let rules = beside.join(&operator.rules);
        read_path(&rules.to_string_lossy(), folder)?
    } else {
        signoff_fixtures::contract(&operator.rules)
            .ok_or_else(|| unknown("rules", &operator.rules, &signoff_fixtures::contracts()))?
            .into_owned()
    };
    let rules = ContractRules::parse(&rules).map_err(|error| {
        (
            format!("the rules {} can't be read: {error}", operator.rules),
            "fixtures/contracts has an example of rules".to_owned(),
        )
    })?;
    Ok(DeskFiles { operator, rules })
}

fn read_modem(name: &str, folder: Option<&Path>) -> Result<String, Problem> {
    if is_path(name) {
        return read_path(name, folder);
    }
    signoff_fixtures::modem(name)
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| unknown("modem", name, &signoff_fixtures::modems()))
}

fn read_path(name: &str, folder: Option<&Path>) -> Result<String, Problem> {
    let Some(folder) = folder else {
        return Err((
            format!("{name} can't be found from a flow that ships with the program"),
            "name a shipped file, without .yaml".to_owned(),
        ));
    };
    let path = folder.join(name);
    std::fs::read_to_string(&path).map_err(|error| {
        (
            format!("{} can't be read", path.display()),
            format!("{error}; paths start at the folder of the flow file"),
        )
    })
}

fn unknown(what: &str, name: &str, known: &[String]) -> Problem {
    let words: Vec<&str> = known.iter().map(String::as_str).collect();
    let hint = match super::diagnostic::nearest(name, &words) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("shipped: {}; or give a path that ends in .yaml", words.join(", ")),
    };
    (format!("no {what} called {name:?} ships with the program"), hint)
}
