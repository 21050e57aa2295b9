//! A wiretap on the line to the modem: every line that goes there and back is written down, whoever dies meanwhile.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// DeleteProfile with an ICCID (SGP.22 §5.7.18), and its response.
const REQUEST: &str = "BF330C5A0A";
const DONE: &str = "BF3303800100";

/// How long a modem is heard out.
const HEARD_OUT: Duration = Duration::from_secs(5);

/// Listens in front of a modem, and passes on what comes.
pub(crate) struct Wiretap {
    pub(crate) place: String,
    lines: Arc<Mutex<Vec<Line>>>,
}

/// A whole line.
#[derive(Clone)]
enum Line {
    ToModem(String),
    FromModem(String),
}

impl Wiretap {
    /// In front of the modem at `tcp:ADDRESS`.
    pub(crate) fn before(modem: &str) -> Self {
        let modem: SocketAddr = modem
            .trim_start_matches("tcp:")
            .parse()
            .expect("an address of the modem");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let place = format!("tcp:{}", listener.local_addr().expect("its address"));
        let lines = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&lines);
        // One after the other, as the modem serves them.
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.expect("a client");
                let modem = TcpStream::connect(modem).expect("the modem");
                tap(&client, &modem, &kept);
            }
        });
        Self { place, lines }
    }

    /// How often the card has executed DeleteProfile, by ICCID as it is coded: the modem was given the whole command, and the
    /// card's answer came back.
    pub(crate) fn deletions(&self) -> BTreeMap<String, usize> {
        self.count(|answered| answered)
    }

    /// How often the whole command was given to the modem, whatever came back.
    pub(crate) fn requests(&self) -> BTreeMap<String, usize> {
        self.count(|_| true)
    }

    fn count(&self, counts: impl Fn(bool) -> bool) -> BTreeMap<String, usize> {
        let lines = self.lines.lock().expect("the lines").clone();
        let mut found = BTreeMap::new();
        for (place, line) in lines.iter().enumerate() {
            let Line::ToModem(text) = line else { continue };
            let Some((_, rest)) = text.split_once(REQUEST) else {
                continue;
            };
            let iccid = rest.get(..20).expect("a whole ICCID").to_owned();
            let answered = lines[place + 1..]
                .iter()
                .take_while(|line| matches!(line, Line::FromModem(_)))
                .any(|line| matches!(line, Line::FromModem(text) if text.contains(DONE)));
            if counts(answered) {
                *found.entry(iccid).or_default() += 1;
            }
        }
        found
    }
}

/// Both directions, until either end is gone. A modem that was given a whole command is heard out, whether or not its client
/// is still alive.
fn tap(client: &TcpStream, modem: &TcpStream, lines: &Mutex<Vec<Line>>) {
    std::thread::scope(|scope| {
        scope.spawn(|| {
            pass(client, modem, lines, Line::ToModem);
            let began = Instant::now();
            while owes_an_answer(lines) && began.elapsed() < HEARD_OUT {
                std::thread::park_timeout(Duration::from_millis(2));
            }
            drop(modem.shutdown(Shutdown::Both));
        });
        pass(modem, client, lines, Line::FromModem);
        drop(client.shutdown(Shutdown::Both));
    });
}

/// Whether the last command has no final result yet.
fn owes_an_answer(lines: &Mutex<Vec<Line>>) -> bool {
    let lines = lines.lock().expect("the lines");
    let is_final = |text: &String| text == "OK" || text.ends_with("ERROR") || text.contains("ERROR:");
    lines
        .iter()
        .rev()
        .take_while(|line| !matches!(line, Line::FromModem(text) if is_final(text)))
        .any(|line| matches!(line, Line::ToModem(_)))
}

fn pass(mut from: &TcpStream, mut to: &TcpStream, lines: &Mutex<Vec<Line>>, line: fn(String) -> Line) {
    let mut whole = String::new();
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        let piece = &buffer[..count];
        whole.push_str(&String::from_utf8_lossy(piece));
        while let Some(end) = whole.find(['\r', '\n']) {
            let done: String = whole.drain(..=end).collect();
            if !done.trim().is_empty() {
                let done = done.trim().to_ascii_uppercase();
                lines.lock().expect("the lines").push(line(done));
            }
        }
        // Who died hears nothing any more; the other goes on.
        drop(to.write_all(piece));
    }
}
