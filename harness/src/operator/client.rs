//! The client.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use signoff_protocol::id::Iccid;
use signoff_protocol::tmf::{
    CancelProductOrder, CancelProductOrderCreate, CustomerBill, DateTime, DeskSession, EndRequest, EntityRef,
    ErrorCode, IdentificationRequest, ItemAction, OneTimeCodeRequest, OrderItemCreate, OrderState, Paths,
    Product, ProductOrder, ProductOrderCreate, ProductOrderUpdate, ProductRef, QuoteCreate, QuoteItemCreate,
    ServiceStatus, TerminationQuote, TmfError,
};
use url::Url;

use super::http::{Answer, Http};
use super::{EndChoice, Identification, OperatorError, OperatorOptions, Order, Proof, Quote, SessionToken};

/// A customer at an operator's desk. Clones share the session.
#[derive(Clone, Debug)]
pub struct OperatorClient {
    http: Http,
    session: Arc<Mutex<Option<SessionToken>>>,
}

/// A body, or none.
type Body<'a, T> = Option<&'a T>;

impl OperatorClient {
    /// A client that has connected to nobody yet.
    ///
    /// # Errors
    /// The URL is neither https nor http on a loopback address, or a root is no certificate.
    pub fn new(url: Url, options: OperatorOptions) -> Result<Self, OperatorError> {
        Ok(Self {
            http: Http::new(url, &options)?,
            session: Arc::new(Mutex::new(options.session)),
        })
    }

    /// Where the desk is.
    pub const fn url(&self) -> &Url {
        self.http.base()
    }

    /// Who is identified; to be kept as a password is.
    pub fn session(&self) -> Option<SessionToken> {
        self.session
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Asks the desk to send a one-time code to the customer.
    ///
    /// # Errors
    /// The desk can't be reached, or the account is locked. An unknown account is no error: nobody is told whether one
    /// exists.
    pub async fn request_code(&self, account: &str) -> Result<(), OperatorError> {
        let request = OneTimeCodeRequest {
            account_number: account.to_owned(),
        };
        let path = Paths::ONE_TIME_CODE;
        let answer = self.send(Method::POST, path, &[], Some(&request)).await?;
        if answer.status == 202 {
            return Ok(());
        }
        Err(refusal(path, &answer))
    }

    /// Identifies the customer; what follows is asked in their name.
    ///
    /// # Errors
    /// The desk can't be reached, refuses the identification, or has locked the account. A wrong proof counts as a try:
    /// nothing tries again by itself.
    pub async fn identify(&self, who: &Identification) -> Result<SessionToken, OperatorError> {
        let (document_number, one_time_code) = match &who.proof {
            Proof::Document(number) => (Some(number.clone()), None),
            Proof::OneTimeCode(code) => (None, Some(code.clone())),
        };
        let request = IdentificationRequest {
            account_number: who.account.clone(),
            document_number,
            one_time_code,
        };
        let session: DeskSession = self
            .call(Method::POST, Paths::SESSION, &[], Some(&request))
            .await?;
        let token = SessionToken {
            token: session.access_token,
            expires_at: session.expires_at.timestamp().as_second(),
            customer: session.customer_id,
        };
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
        Ok(token)
    }

    /// Ends the session.
    ///
    /// # Errors
    /// The desk can't be reached. A session that is over already is no error.
    pub async fn sign_off(&self) -> Result<(), OperatorError> {
        let path = Paths::SESSION;
        let answer = self.send::<()>(Method::DELETE, path, &[], None).await?;
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = None;
        match answer.status {
            204 | 401 => Ok(()),
            _ => Err(refusal(path, &answer)),
        }
    }

    /// The customer's lines.
    ///
    /// # Errors
    /// The desk can't be reached, or does not know who is asking.
    pub async fn lines(&self) -> Result<Vec<Product>, OperatorError> {
        self.call::<(), _>(Method::GET, Paths::PRODUCT, &[], None).await
    }

    /// One line.
    ///
    /// # Errors
    /// As [`Self::lines`], and where the customer has no such line.
    pub async fn line(&self, iccid: Iccid) -> Result<Product, OperatorError> {
        let path = format!("{}/{iccid}", Paths::PRODUCT);
        let found = self.call::<(), _>(Method::GET, &path, &[], None).await;
        found.map_err(|error| unknown(error, iccid))
    }

    /// The bills of the account.
    ///
    /// # Errors
    /// As [`Self::lines`].
    pub async fn bills(&self) -> Result<Vec<CustomerBill>, OperatorError> {
        self.call::<(), _>(Method::GET, Paths::CUSTOMER_BILL, &[], None)
            .await
    }

    /// What the end of a contract would cost. Changes nothing.
    ///
    /// # Errors
    /// As [`Self::line`], and where the line can't end then.
    pub async fn quote(&self, iccid: Iccid, choice: EndChoice) -> Result<Quote, OperatorError> {
        let (date, end_request) = asked(choice);
        let request = QuoteCreate {
            quote_item: vec![QuoteItemCreate {
                product: product(iccid),
            }],
            requested_quote_completion_date: date,
            end_request,
        };
        let quote: Result<TerminationQuote, _> =
            self.call(Method::POST, Paths::QUOTE, &[], Some(&request)).await;
        quote
            .map(|quote| Quote::of(iccid, quote))
            .map_err(|error| unknown(error, iccid))
    }

    /// Orders the end of a contract and confirms the order. Asking again with the same external id gives the same order,
    /// whatever has become of it, so it may be done after any interruption.
    ///
    /// # Errors
    /// As [`Self::quote`]; where another order for the line is under way, or the external id stands for another one.
    pub async fn terminate(
        &self,
        iccid: Iccid,
        choice: EndChoice,
        external_id: &str,
    ) -> Result<Order, OperatorError> {
        let order = self.request_termination(iccid, choice, external_id).await?;
        if order.state == OrderState::Acknowledged {
            return self.confirm(&order).await;
        }
        Ok(order)
    }

    /// Orders the end of a contract, but does not confirm it: nothing happens until then.
    ///
    /// # Errors
    /// As [`Self::terminate`].
    pub async fn request_termination(
        &self,
        iccid: Iccid,
        choice: EndChoice,
        external_id: &str,
    ) -> Result<Order, OperatorError> {
        let (requested_completion_date, end_request) = asked(choice);
        let request = ProductOrderCreate {
            external_id: external_id.to_owned(),
            product_order_item: vec![item(iccid, ItemAction::Delete)],
            requested_completion_date,
            end_request,
        };
        self.make(iccid, &request).await
    }

    /// Confirms an order.
    ///
    /// # Errors
    /// The desk can't be reached, or the order can't be confirmed any more.
    pub async fn confirm(&self, order: &Order) -> Result<Order, OperatorError> {
        let path = format!("{}/{}", Paths::PRODUCT_ORDER, order.reference);
        let update = ProductOrderUpdate {
            state: OrderState::InProgress,
        };
        let order = self.call(Method::PATCH, &path, &[], Some(&update)).await?;
        read_order(&path, order)
    }

    /// Orders a new eSIM for a line: its profile once more. The activation code is in the order when it is completed.
    ///
    /// # Errors
    /// As [`Self::line`], and where the line has ended.
    pub async fn new_esim(&self, iccid: Iccid, external_id: &str) -> Result<Order, OperatorError> {
        let request = ProductOrderCreate {
            external_id: external_id.to_owned(),
            product_order_item: vec![item(iccid, ItemAction::Modify)],
            requested_completion_date: None,
            end_request: None,
        };
        self.make(iccid, &request).await
    }

    /// The order that the client called so; nothing if there is none.
    ///
    /// # Errors
    /// As [`Self::lines`].
    pub async fn order(&self, external_id: &str) -> Result<Option<Order>, OperatorError> {
        let path = Paths::PRODUCT_ORDER;
        let query = [("externalId", external_id)];
        let orders: Vec<ProductOrder> = self.call::<(), _>(Method::GET, path, &query, None).await?;
        let found = orders.into_iter().find(|order| order.external_id == external_id);
        found.map(|order| read_order(path, order)).transpose()
    }

    /// Takes an order back before its date.
    ///
    /// # Errors
    /// There is no such order, or it was carried out.
    pub async fn cancel(&self, external_id: &str, reason: Option<&str>) -> Result<Order, OperatorError> {
        let unknown = || OperatorError::UnknownOrder {
            external_id: external_id.to_owned(),
        };
        let order = self.order(external_id).await?.ok_or_else(unknown)?;
        if order.state == OrderState::Cancelled {
            return Ok(order);
        }
        let request = CancelProductOrderCreate {
            product_order: EntityRef::new(order.reference.as_str(), "ProductOrder"),
            cancellation_reason: reason.map(str::to_owned),
        };
        let path = Paths::CANCEL_PRODUCT_ORDER;
        let _: CancelProductOrder = self.call(Method::POST, path, &[], Some(&request)).await?;
        self.order(external_id).await?.ok_or_else(unknown)
    }

    /// What the operator says about a line. A line that it does not know is no error.
    ///
    /// # Errors
    /// As [`Self::lines`].
    pub async fn status(&self, iccid: Iccid) -> Result<ServiceStatus, OperatorError> {
        match self.line(iccid).await {
            Ok(line) => Ok(line.service_status),
            Err(OperatorError::UnknownLine { .. }) => Ok(ServiceStatus::UnknownLine),
            Err(error) => Err(error),
        }
    }

    async fn make(&self, iccid: Iccid, request: &ProductOrderCreate) -> Result<Order, OperatorError> {
        let path = Paths::PRODUCT_ORDER;
        let order = self.call(Method::POST, path, &[], Some(request)).await;
        read_order(path, order.map_err(|error| unknown(error, iccid))?)
    }

    async fn call<Q: Serialize, A: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        body: Body<'_, Q>,
    ) -> Result<A, OperatorError> {
        let answer = self.send(method, path, query, body).await?;
        if !matches!(answer.status, 200 | 201) {
            return Err(refusal(path, &answer));
        }
        serde_json::from_slice(&answer.body).map_err(|error| OperatorError::Malformed {
            path: path.to_owned(),
            status: answer.status,
            reason: error.to_string(),
        })
    }

    async fn send<Q: Serialize>(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        body: Body<'_, Q>,
    ) -> Result<Answer, OperatorError> {
        let token = self.session().map(|session| session.token);
        self.http
            .exchange(method, path, query, token.as_deref(), body)
            .await
    }
}

/// What an answer that is no success means.
pub(super) fn refusal(path: &str, answer: &Answer) -> OperatorError {
    if answer.status >= 500 {
        return OperatorError::ServerFault {
            status: answer.status,
            path: path.to_owned(),
        };
    }
    match serde_json::from_slice::<TmfError>(&answer.body) {
        Ok(error) => match error.code {
            ErrorCode::NotIdentified => OperatorError::NotIdentified,
            ErrorCode::WrongCredentials => OperatorError::IdentificationRefused {
                tries_left: error.tries_left,
            },
            ErrorCode::AccountLocked => OperatorError::Locked,
            code => OperatorError::Refused {
                code,
                reason: error.reason,
                advice: error.message,
            },
        },
        Err(error) => OperatorError::Malformed {
            path: path.to_owned(),
            status: answer.status,
            reason: error.to_string(),
        },
    }
}

/// What was not found is the line.
fn unknown(error: OperatorError, iccid: Iccid) -> OperatorError {
    match error {
        OperatorError::Refused {
            code: ErrorCode::NotFound,
            ..
        } => OperatorError::UnknownLine { iccid },
        other => other,
    }
}

fn read_order(path: &str, order: ProductOrder) -> Result<Order, OperatorError> {
    Order::of(order).ok_or_else(|| OperatorError::Malformed {
        path: path.to_owned(),
        status: 200,
        reason: "the order names no line".to_owned(),
    })
}

fn product(iccid: Iccid) -> ProductRef {
    ProductRef {
        id: iccid.to_string(),
    }
}

fn item(iccid: Iccid, action: ItemAction) -> OrderItemCreate {
    OrderItemCreate {
        id: "1".to_owned(),
        action,
        product: product(iccid),
    }
}

/// Date and right as the desk is asked. The desk takes the day in its own zone: noon is on the same day in all of Europe.
fn asked(choice: EndChoice) -> (Option<DateTime>, Option<EndRequest>) {
    let noon = |date: Date| {
        let noon = date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?;
        Some(DateTime::of(&noon))
    };
    match choice {
        EndChoice::Earliest => (None, None),
        EndChoice::On(date) => (noon(date), None),
        EndChoice::Withdrawal => (None, Some(EndRequest::Withdrawal)),
    }
}
