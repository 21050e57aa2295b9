//! The way to a desk, and who is asking there.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use ::console::Term;
use clap::Args;
use url::Url;

use crate::causes::operator_advice;
use crate::cli::files;
use crate::cli::run::load_dut;
use crate::cli::{CliError, Console, Exit};
use crate::dut::Endpoints;
use crate::lpa::es9p::HostMapping;
use crate::operator::{
    Identification, OperatorAnswers, OperatorClient, OperatorError, OperatorOptions, SessionToken,
};
use crate::text::{Message, Told};

/// Where `signoff simulate operator` listens unless told otherwise.
pub(in crate::cli) const DEFAULT_URL: &str = "http://127.0.0.1:8622";
/// Longest file of answers or sessions that is read, bytes.
const MAX_FILE: u64 = 64 * 1024;

/// Where the desk is.
#[derive(Debug, Args)]
pub(super) struct PlaceArgs {
    /// Where the operator's desk is, https or http on loopback [default: that of the DUT file, or http://127.0.0.1:8622]
    #[arg(long, global = true, value_name = "URL")]
    operator: Option<Url>,
    /// DUT file that says where the desk is
    #[arg(long, global = true, value_name = "FILE")]
    dut: Option<PathBuf>,
    /// Where a host is, instead of what DNS says
    #[arg(long, global = true, value_name = "HOST=IP:PORT")]
    resolve: Vec<HostMapping>,
    /// Root certificates that the desk's certificate may lead to, PEM or DER
    #[arg(long, global = true, value_name = "FILE")]
    tls_root: Vec<PathBuf>,
    /// How long the desk may take to answer, in milliseconds
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    server_timeout_ms: Option<u64>,
}

impl PlaceArgs {
    /// The URL, and the options to reach it with.
    pub(super) fn open(&self, console: Console) -> Result<(Url, OperatorOptions), CliError> {
        let dut = self
            .dut
            .as_deref()
            .map(|path| load_dut(path, console))
            .transpose()?;
        let endpoints: Endpoints = dut.map(|dut| dut.endpoints).unwrap_or_default();
        let roots = files::roots(endpoints.tls_root.iter().chain(&self.tls_root))?;
        let default = || {
            DEFAULT_URL
                .parse()
                .map_err(|error: url::ParseError| files::wrong_at(DEFAULT_URL, error.to_string()))
        };
        let url = match self.operator.clone().or(endpoints.operator) {
            Some(url) => url,
            None => default()?,
        };
        let usual = OperatorOptions::default();
        let timeout_ms = self.server_timeout_ms.unwrap_or(usual.timeout_ms);
        let mappings = endpoints.resolve.iter().chain(&self.resolve);
        let options = OperatorOptions {
            roots,
            resolve: mappings
                .map(|mapping| (mapping.host.clone(), mapping.place))
                .collect(),
            connect_timeout_ms: usual.connect_timeout_ms.min(timeout_ms),
            timeout_ms,
            ..usual
        };
        Ok((url, options))
    }
}

/// Where the desk is, and who is asking.
#[derive(Debug, Args)]
pub(super) struct DeskArgs {
    #[command(flatten)]
    place: PlaceArgs,
    /// Keep the session in this file, which only you can read, and use the one that is there
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
    /// Who is asking, from the section `operator` of this YAML file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["account", "document", "code"])]
    answers: Option<PathBuf>,
    /// Number of the account, from a bill
    #[arg(long, value_name = "NUMBER")]
    account: Option<String>,
    /// Number of the identity document that the operator knows
    #[arg(long, value_name = "NUMBER", conflicts_with = "code")]
    document: Option<String>,
    /// One-time code that the operator sent
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
}

/// A desk at which somebody may be identified.
pub(super) struct Desk {
    pub(super) client: OperatorClient,
    pub(super) session: Option<PathBuf>,
}

impl DeskArgs {
    /// The desk, with the session of the file if there is one. Nothing is sent yet.
    pub(super) fn open(&self, console: Console) -> Result<Desk, CliError> {
        let (url, options) = self.place.open(console)?;
        let session = self.session.as_deref().map(read_session).transpose()?.flatten();
        let options = OperatorOptions { session, ..options };
        let client = OperatorClient::new(url, options).map_err(|error| refused(&error))?;
        Ok(Desk {
            client,
            session: self.session.clone(),
        })
    }

    /// The desk, after whoever is asking was identified. A session that is there is used, unless it has expired.
    pub(super) async fn enter(&self, console: Console) -> Result<Desk, CliError> {
        let desk = self.open(console)?;
        if desk.client.session().is_some() {
            match desk.client.lines().await {
                Ok(_) => return Ok(desk),
                Err(OperatorError::NotIdentified) => {}
                Err(error) => return Err(refused(&error)),
            }
        }
        self.identify(&desk, console).await?;
        Ok(desk)
    }

    /// Identifies whoever is asking, and keeps the session.
    pub(super) async fn identify(&self, desk: &Desk, console: Console) -> Result<SessionToken, CliError> {
        let who = self.who(console)?;
        let token = desk
            .client
            .identify(&who)
            .await
            .map_err(|error| refused(&error))?;
        if let Some(path) = &desk.session {
            write_session(path, &token)?;
        }
        Ok(token)
    }

    /// The number of the account.
    pub(super) fn account(&self, console: Console) -> Result<String, CliError> {
        if let Some(path) = &self.answers {
            return Ok(answers(path)?.account);
        }
        match &self.account {
            Some(account) => Ok(account.clone()),
            None => ask(console, &console.say("operator-ask-account", &[]), false),
        }
    }

    fn who(&self, console: Console) -> Result<Identification, CliError> {
        if let Some(path) = &self.answers {
            return answers(path)?
                .identification()
                .map_err(|error| files::wrong_at(path.display(), error.told()));
        }
        let account = self.account(console)?;
        if let Some(code) = &self.code {
            return Ok(Identification::by_code(account, code));
        }
        let document = match &self.document {
            Some(document) => document.clone(),
            None => ask(console, &console.say("operator-ask-document", &[]), true)?,
        };
        Ok(Identification::by_document(account, document))
    }
}

/// An error of the desk as an error of the command: a desk that is not there is the environment's.
pub(super) fn refused(error: &OperatorError) -> CliError {
    let exit = match error {
        OperatorError::Url { .. } => Exit::Usage,
        OperatorError::Malformed { .. } => Exit::Environment,
        error if error.is_absent() => Exit::Environment,
        _ => Exit::Failed,
    };
    CliError {
        exit,
        message: error.told(),
        help: Some(operator_advice(error)),
    }
}

/// Asks on the terminal; what is secret is not shown while it is typed.
fn ask(console: Console, question: &str, is_secret: bool) -> Result<String, CliError> {
    let mut terminal = Term::stderr();
    if !std::io::stdin().is_terminal() || !terminal.is_term() {
        return Err(CliError::usage(console.say("operator-nobody-to-ask", &[]))
            .help(console.say("operator-nobody-to-ask-help", &[])));
    }
    write!(terminal, "{question} ")?;
    terminal.flush()?;
    let line = if is_secret {
        terminal.read_secure_line()?
    } else {
        terminal.read_line()?
    };
    Ok(line.trim().to_owned())
}

fn answers(path: &Path) -> Result<OperatorAnswers, CliError> {
    let place = path.display();
    let text = read_small(path).map_err(|error| files::cannot_read(path, &error))?;
    OperatorAnswers::parse(&text)
        .map_err(|error| files::wrong_at(place, error.told()))?
        .ok_or_else(|| CliError::usage(Message::say("error-no-section", &[("path", files::shown(path))])))
}

fn read_small(path: &Path) -> std::io::Result<String> {
    use std::io::Read as _;
    let mut text = String::new();
    std::fs::File::open(path)?
        .take(MAX_FILE)
        .read_to_string(&mut text)?;
    Ok(text)
}

/// The session that is kept in a file; nothing where there is no file yet.
fn read_session(path: &Path) -> Result<Option<SessionToken>, CliError> {
    match read_small(path) {
        Ok(text) => serde_json::from_str(&text)
            .map(Some)
            .map_err(|_| CliError::usage(Message::say("error-no-session", &[("path", files::shown(path))]))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(files::cannot_read_what("session", path.display(), error.told())),
    }
}

/// Keeps a session where only this user can read it: whoever has it acts as they.
fn write_session(path: &Path, token: &SessionToken) -> Result<(), CliError> {
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
    let failed = |error: std::io::Error| {
        let values = [("path", files::shown(path)), ("reason", error.told())];
        CliError::environment(Message::say("error-keep-session", &values))
    };
    let text = serde_json::to_string(token).map_err(|error| failed(error.into()))?;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .map_err(failed)?;
    // A file that was there keeps its mode: it is made ours before anything is in it.
    file.set_permissions(std::fs::Permissions::from_mode(0o600))
        .map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}
