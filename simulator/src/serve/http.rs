//! HTTP/1.1 on one connection, within the limits of all doors.

use std::io;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};

use super::https::limits;
use super::https::stream::Ending;

/// Answers until the client or the door has enough. Each request carries `peer`; after `ending` was reset no answer leaves.
pub(super) async fn serve<S, P>(router: Router, stream: S, peer: P, ending: Ending)
where
    S: AsyncRead + AsyncWrite + Unpin,
    P: Clone + Send + Sync + 'static,
{
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(peer.clone());
        let answer = router.call(request);
        let ending = ending.clone();
        async move {
            let answer = answer.await.map_err(|never| match never {});
            if ending.is_reset() {
                Err(io::Error::from(io::ErrorKind::ConnectionReset))
            } else {
                answer
            }
        }
    });
    // An error here is the client's: it hung up, or sent no HTTP.
    drop(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits::HEAD_TIME)
            .max_headers(limits::HEADERS)
            .max_buf_size(limits::HEAD)
            .serve_connection(TokioIo::new(stream), service)
            .await,
    );
}
