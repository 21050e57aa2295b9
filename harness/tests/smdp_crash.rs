//! `signoff simulate smdp --state` is killed with SIGKILL again and again during orders, downloads and deliveries: what it
//! answered it still knows when it comes back.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test by a panic"
)]

#[path = "../../simulator/tests/smdp/peer.rs"]
#[expect(dead_code, reason = "other tests need more of the peer")]
mod peer;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use peer::{Door, HOST, Loaded, Peer, SEED, call, http, success};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::{Value, json};
use signoff_protocol::id::Iccid;
use signoff_protocol::message::Encode;
use signoff_protocol::notification::Event;
use signoff_simulator::pki::SmdpPki;
use signoff_simulator::smdp::{HttpRequest, HttpResponse};

const PROFILES: usize = 8;
const ROUNDS: usize = 200;

/// xorshift64*: one seed, one plan.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end
    }
}

fn file() -> String {
    let mut yaml = "about: Killed.\naddresses: [smdp.example]\nmax_downloads: 100000\nprofiles:\n".to_owned();
    for number in 0..PROFILES {
        let digits = format!("89882110000000{number:05}");
        write!(
            yaml,
            "  - upp: upp.bin\n    after_delete: available\n    profile:\n      name: p{number}\n      iccid: \"{digits}\"\n      \
             imsi: \"9017000000000{number:02}\"\n      service_provider_name: Killed\n      profile_name: Number {number}\n      \
             notifications:\n        - {{events: [enable, disable, delete], address: smdp.example}}\n"
        )
        .unwrap();
    }
    yaml
}

/// The program, running.
struct Running {
    child: Arc<Mutex<Child>>,
    address: SocketAddr,
    tls: Arc<ClientConfig>,
    _out: BufReader<ChildStdout>,
}

impl Running {
    fn start(folder: &Path, tls: &Arc<ClientConfig>) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .env("LC_ALL", "C")
            .args([
                "simulate",
                "smdp",
                "--smdp",
                "smdp.yaml",
                "--state",
                "state",
                "--bind",
                "127.0.0.1:0",
            ])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("its first line");
        let address = line
            .trim()
            .strip_prefix("https://")
            .and_then(|place| place.parse().ok());
        Self {
            child: Arc::new(Mutex::new(child)),
            address: address.unwrap_or_else(|| panic!("first line {line:?}")),
            tls: Arc::clone(tls),
            _out: out,
        }
    }

    fn exchange(&self, method: &str, request: &HttpRequest) -> io::Result<HttpResponse> {
        let name = ServerName::try_from(HOST).unwrap();
        let tls = ClientConnection::new(Arc::clone(&self.tls), name).unwrap();
        let tcp = TcpStream::connect(self.address)?;
        tcp.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut stream = StreamOwned::new(tls, tcp);
        let mut head = format!(
            "{method} {} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n",
            request.path
        );
        for (name, value) in &request.headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        write!(head, "Content-Length: {}\r\n\r\n", request.body.len()).unwrap();
        stream.write_all(head.as_bytes())?;
        stream.write_all(&request.body)?;
        stream.flush()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
        let end = end.ok_or(io::ErrorKind::UnexpectedEof)?;
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        Ok(HttpResponse {
            status: head
                .split(' ')
                .nth(1)
                .and_then(|status| status.parse().ok())
                .unwrap_or(0),
            body: answer[end + 4..].to_vec(),
            ..HttpResponse::default()
        })
    }

    fn admin(&self, path: &str) -> Value {
        let request = http(HOST, &format!("/signoff/v1{path}"), Vec::new());
        let response = self.exchange("GET", &request).expect("an answer");
        serde_json::from_slice(&response.body).expect("JSON")
    }

    fn states(&self) -> BTreeMap<String, String> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let profiles = self.admin("/profiles");
        let list = profiles.as_array().unwrap().iter();
        list.map(|profile| (text(&profile["iccid"]), text(&profile["state"])))
            .collect()
    }

    /// Kills the program some time from now, unless it is told not to before.
    fn kill_after(&self, time: Duration) -> std::thread::JoinHandle<()> {
        let child = Arc::clone(&self.child);
        let (never, wait): (_, Receiver<()>) = channel();
        std::thread::spawn(move || {
            let _ = wait.recv_timeout(time);
            drop(never);
            let mut child = child.lock().unwrap();
            child.kill().expect("SIGKILL");
            child.wait().expect("its end");
        })
    }
}

impl Door for Running {
    /// Status 0 stands for no answer.
    fn handle_now(&self, request: &HttpRequest) -> HttpResponse {
        self.exchange("POST", request).unwrap_or_default()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let mut child = self.child.lock().unwrap();
        drop(child.kill());
        drop(child.wait());
    }
}

/// A profile as an operator and an eUICC know it.
struct Profile {
    iccid: Iccid,
    state: &'static str,
    matching_id: String,
    loaded: Option<Loaded>,
}

struct World {
    folder: PathBuf,
    tls: Arc<ClientConfig>,
    smdp: Option<Running>,
    euicc: Peer,
    profiles: Vec<Profile>,
    acknowledged: BTreeSet<u64>,
    chance: Chance,
    kills: usize,
    lost: usize,
}

impl World {
    fn smdp(&self) -> &Running {
        self.smdp.as_ref().unwrap()
    }

    /// One step in the life of a profile: the state after it, and whether the SM-DP+ said so.
    fn step(&mut self, index: usize) -> (&'static str, Result<(), String>) {
        let header = json!({"functionRequesterIdentifier": "test", "functionCallIdentifier": "1"});
        let iccid = self.profiles[index].iccid;
        let digits = format!("{:F<20}", iccid.to_string());
        let smdp = self.smdp.take().unwrap();
        let done = match self.profiles[index].state {
            "available" => {
                let request = json!({"header": header, "iccid": digits});
                let path = "/gsma/rsp2/es2plus/downloadOrder";
                (
                    "allocated",
                    call::<_, Value>(&smdp, HOST, path, &request).map(|_| ()),
                )
            }
            "allocated" => {
                self.profiles[index].matching_id = format!("M-{}", self.chance.below(1 << 30));
                let matching_id = &self.profiles[index].matching_id;
                let request = json!({"header": header, "iccid": digits, "releaseFlag": true, "matchingId": matching_id});
                let path = "/gsma/rsp2/es2plus/confirmOrder";
                (
                    "released",
                    call::<_, Value>(&smdp, HOST, path, &request).map(|_| ()),
                )
            }
            "released" => {
                let matching_id = self.profiles[index].matching_id.clone();
                let loaded = self.euicc.download(&smdp, Some(&matching_id));
                (
                    "downloaded",
                    loaded.map(|loaded| self.profiles[index].loaded = Some(loaded)),
                )
            }
            "downloaded" => {
                if let Some(loaded) = self.profiles[index].loaded.take() {
                    let result = self.euicc.result(&loaded, success()).to_der();
                    ("installed", self.deliver(&smdp, &result))
                } else {
                    // The package was lost on its way: once more.
                    let matching_id = self.profiles[index].matching_id.clone();
                    let loaded = self.euicc.download(&smdp, Some(&matching_id));
                    (
                        "downloaded",
                        loaded.map(|loaded| self.profiles[index].loaded = Some(loaded)),
                    )
                }
            }
            _ => {
                let (event, state) = match self.chance.below(3) {
                    0 => (Event::Enable, "enabled"),
                    1 => (Event::Disable, "disabled"),
                    _ => (Event::Delete, "available"),
                };
                let notification = self.euicc.notification(event, HOST, iccid).to_der();
                (state, self.deliver(&smdp, &notification))
            }
        };
        self.smdp = Some(smdp);
        done
    }

    /// Delivers until it is acknowledged, as an LPA does, over a restart if need be.
    fn deliver(&mut self, smdp: &Running, notification: &[u8]) -> Result<(), String> {
        let seq = u64::from(self.euicc.next_seq) - 1;
        match self.euicc.deliver(smdp, HOST, notification) {
            204 => {
                self.acknowledged.insert(seq);
                Ok(())
            }
            0 => Err(format!("notification {seq} got no answer")),
            status => panic!("notification {seq}: status {status}"),
        }
    }

    /// Starts the program again and compares what it knows with what it said.
    fn restart(&mut self, uncertain: Option<(usize, &'static str)>) {
        self.smdp = None;
        self.smdp = Some(Running::start(&self.folder, &self.tls));
        let states = self.smdp().states();
        for (index, profile) in self.profiles.iter_mut().enumerate() {
            let found = &states[&profile.iccid.to_string()];
            match uncertain {
                Some((own, after)) if own == index && *found == after => profile.state = after,
                _ => assert_eq!(found, profile.state, "{} lost its state", profile.iccid),
            }
        }
        let list = self.smdp().admin("/notifications");
        let mut accepted = BTreeMap::new();
        for received in list.as_array().unwrap() {
            if received["verdict"] == "accepted" {
                *accepted.entry(received["seq"].as_u64().unwrap()).or_insert(0) += 1;
            }
        }
        for seq in &self.acknowledged {
            assert_eq!(accepted.get(seq), Some(&1), "acknowledged notification {seq}");
        }
    }
}

#[test]
fn nothing_that_was_answered_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("smdp.yaml"), file()).expect("the file");
    std::fs::write(folder.path().join("upp.bin"), peer::upp()).expect("the UPP");
    let pki = SmdpPki::generate(SEED, "2.999.10").expect("keys");
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from(pki.ci_certificate()))
        .expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let mut world = World {
        folder: folder.path().to_owned(),
        tls: Arc::new(tls),
        smdp: None,
        euicc: Peer::new(),
        profiles: (0..PROFILES)
            .map(|number| Profile {
                iccid: format!("89882110000000{number:05}").parse().unwrap(),
                state: "available",
                matching_id: String::new(),
                loaded: None,
            })
            .collect(),
        acknowledged: BTreeSet::new(),
        chance: Chance(0x5EED),
        kills: 0,
        lost: 0,
    };
    world.restart(None);
    for _ in 0..ROUNDS {
        let index = usize::try_from(world.chance.below(PROFILES as u64)).unwrap();
        let time = Duration::from_micros(world.chance.below(30_000));
        let killer = (world.chance.below(6) == 0).then(|| world.smdp().kill_after(time));
        let (after, answered) = world.step(index);
        if answered.is_ok() {
            world.profiles[index].state = after;
        } else {
            world.lost += 1;
        }
        match killer {
            None => answered.expect("an answer from a program that nobody kills"),
            Some(killer) => {
                killer.join().expect("the killer");
                world.kills += 1;
                world.restart(answered.is_err().then_some((index, after)));
            }
        }
    }
    world.restart(None);
    assert!(
        world.kills >= 20 && world.lost >= 5,
        "{} kills, {} lost answers",
        world.kills,
        world.lost
    );
    assert!(
        world.acknowledged.len() >= 40,
        "{} acknowledged",
        world.acknowledged.len()
    );
}
