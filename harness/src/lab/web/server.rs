//! The socket of the page.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use super::guard::{Guard, keep};
use super::{api, assets};
use crate::lab::{Lab, LabError};
use crate::text::Language;

/// Pages that can look on at a time.
const READERS: usize = 32;
/// What is under way at the end gets so long.
const END: Duration = Duration::from_secs(2);

/// How the page is served.
#[derive(Clone, Debug)]
pub struct PageOptions {
    /// Where; a loopback address.
    pub bind: SocketAddr,
    /// The language of who asks for none.
    pub language: Language,
    /// What the page tells a person to type.
    pub commands: Vec<String>,
}

/// What all requests share.
pub(super) struct Shared {
    pub(super) lab: Arc<Lab>,
    pub(super) guard: Arc<Guard>,
    pub(super) language: Language,
    pub(super) commands: Vec<String>,
    pub(super) readers: Arc<Semaphore>,
    pub(super) ended: watch::Receiver<bool>,
}

/// The page, served until [`PageServer::stop`].
#[derive(Debug)]
pub struct PageServer {
    address: SocketAddr,
    end: watch::Sender<bool>,
    serving: JoinHandle<()>,
    following: JoinHandle<()>,
}

impl PageServer {
    /// Listens, and follows what happens in the lab.
    ///
    /// # Errors
    /// The address is none of the loopback interface, or can't be had.
    pub async fn start(lab: Arc<Lab>, options: PageOptions) -> Result<Self, LabError> {
        let place = options.bind.to_string();
        if !options.bind.ip().is_loopback() {
            return Err(LabError::NotLoopback { place });
        }
        let failed = |source| LabError::Page {
            place: place.clone(),
            source,
        };
        let listener = TcpListener::bind(options.bind).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let guard = Arc::new(Guard::new(address)?);
        let (end, mut ended) = watch::channel(false);
        let shared = Arc::new(Shared {
            lab: Arc::clone(&lab),
            guard: Arc::clone(&guard),
            language: options.language,
            commands: options.commands,
            readers: Arc::new(Semaphore::new(READERS)),
            ended: ended.clone(),
        });
        let router: Router = assets::router()
            .merge(api::router())
            .layer(DefaultBodyLimit::max(api::LONGEST_BODY))
            .layer(from_fn_with_state(guard, keep))
            .with_state(shared);
        lab.look_again().await;
        let following = tokio::spawn(async move { lab.follow().await });
        let serving = tokio::spawn(async move {
            let until = async move {
                // The sender is gone only with the server.
                let _ended = ended.wait_for(|ended| *ended).await;
            };
            // It ends when it is told to; what goes wrong on a connection stays there.
            let _served = axum::serve(listener, router).with_graceful_shutdown(until).await;
        });
        Ok(Self {
            address,
            end,
            serving,
            following,
        })
    }

    /// Where a browser finds it.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends it; what is under way gets two seconds.
    pub async fn stop(mut self) {
        self.end.send_replace(true);
        self.following.abort();
        if tokio::time::timeout(END, &mut self.serving).await.is_err() {
            self.serving.abort();
        }
    }
}
