//! The thread of a server of HTTP: its runtime, its listeners, their connections, and the end of all of them.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, watch};

use super::https::limits;

/// Who serves the clients of a listener.
pub(super) trait Host: Clone + Send + Sync + 'static {
    /// Serves one client to its end, and no longer than until `ended` turns true.
    fn serve(
        &self,
        tcp: TcpStream,
        peer: SocketAddr,
        ended: watch::Receiver<bool>,
    ) -> impl Future<Output = ()> + Send;
}

/// Listeners, served until this is dropped; what is under way then gets two seconds.
pub(super) struct Serving {
    end: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Serving {
    /// Starts the thread of this name.
    ///
    /// # Errors
    /// It or its runtime can't be made.
    pub(super) fn start<H: Host>(name: &str, listeners: Vec<(TcpListener, H)>) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(4)
            .thread_name(name)
            .enable_all()
            .build()?;
        let (end, ended) = watch::channel(false);
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || run(runtime, listeners, &ended))?;
        Ok(Self {
            end,
            thread: Some(thread),
        })
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.end.send_replace(true);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// A listener, and where it listens (port 0: any that is free).
///
/// # Errors
/// The address can't be had.
pub(super) fn listen(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

fn run<H: Host>(runtime: Runtime, listeners: Vec<(TcpListener, H)>, ended: &watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(limits::CONNECTIONS));
    runtime.block_on(async {
        let mut loops = Vec::new();
        for (listener, host) in listeners {
            loops.push(tokio::spawn(accept(
                listener,
                host,
                Arc::clone(&places),
                ended.clone(),
            )));
        }
        for running in loops {
            drop(running.await);
        }
        // All places are free again when the last connection has ended.
        let all = u32::try_from(limits::CONNECTIONS).unwrap_or(u32::MAX);
        drop(tokio::time::timeout(limits::END, places.acquire_many(all)).await);
    });
    runtime.shutdown_timeout(limits::END);
}

async fn accept<H: Host>(
    listener: TcpListener,
    host: H,
    places: Arc<Semaphore>,
    mut ended: watch::Receiver<bool>,
) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = ended.wait_for(|ended| *ended) => return,
        };
        let Ok((tcp, peer)) = accepted else {
            // Out of descriptors, or a client that is gone already: the next one may fare better.
            tokio::task::yield_now().await;
            continue;
        };
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
            continue;
        };
        let (host, ended) = (host.clone(), ended.clone());
        tokio::spawn(async move {
            host.serve(tcp, peer, ended).await;
            drop(place);
        });
    }
}
