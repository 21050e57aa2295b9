//! The functions of ES9+ and ES11, typed (SGP.22 §5.6, §5.8).

use serde::Serialize;
use serde::de::DeserializeOwned;
use signoff_protocol::es9p::{
    AuthenticateClientDsResult, AuthenticateClientRequest, AuthenticateClientResult, CancelSessionRequest,
    Es9pFunction, GetBoundProfilePackageRequest, GetBoundProfilePackageResult, HandleNotificationRequest,
    InitiateAuthenticationRequest, InitiateAuthenticationResult, to_json,
};

use super::answer::executed;
use super::{Acknowledgement, Es9p, Es9pAnswer, Es9pError, ServerAddress, acknowledgement};

impl dyn Es9p + '_ {
    /// ES9+.InitiateAuthentication, ES11.InitiateAuthentication
    ///
    /// # Errors
    /// No answer, or no good one.
    pub async fn initiate_authentication(
        &self,
        server: &ServerAddress,
        request: &InitiateAuthenticationRequest,
    ) -> Result<InitiateAuthenticationResult, Es9pError> {
        self.call(server, Es9pFunction::InitiateAuthentication, request)
            .await
    }

    /// ES9+.AuthenticateClient
    ///
    /// # Errors
    /// No answer, or no good one.
    pub async fn authenticate_client(
        &self,
        server: &ServerAddress,
        request: &AuthenticateClientRequest,
    ) -> Result<AuthenticateClientResult, Es9pError> {
        self.call(server, Es9pFunction::AuthenticateClient, request).await
    }

    /// ES11.AuthenticateClient: the SM-DS answers with events.
    ///
    /// # Errors
    /// No answer, or no good one.
    pub async fn authenticate_client_ds(
        &self,
        server: &ServerAddress,
        request: &AuthenticateClientRequest,
    ) -> Result<AuthenticateClientDsResult, Es9pError> {
        self.call(server, Es9pFunction::AuthenticateClient, request).await
    }

    /// ES9+.GetBoundProfilePackage
    ///
    /// # Errors
    /// No answer, or no good one.
    pub async fn get_bound_profile_package(
        &self,
        server: &ServerAddress,
        request: &GetBoundProfilePackageRequest,
    ) -> Result<GetBoundProfilePackageResult, Es9pError> {
        self.call(server, Es9pFunction::GetBoundProfilePackage, request)
            .await
    }

    /// ES9+.CancelSession, ES11.CancelSession; what acknowledges a notification acknowledges this too.
    ///
    /// # Errors
    /// No answer, or no good one.
    pub async fn cancel_session(
        &self,
        server: &ServerAddress,
        request: &CancelSessionRequest,
    ) -> Result<Acknowledgement, Es9pError> {
        self.told(server, Es9pFunction::CancelSession, request).await
    }

    /// ES9+.HandleNotification
    ///
    /// # Errors
    /// It is not acknowledged.
    pub async fn handle_notification(
        &self,
        server: &ServerAddress,
        request: &HandleNotificationRequest,
    ) -> Result<Acknowledgement, Es9pError> {
        self.told(server, Es9pFunction::HandleNotification, request).await
    }

    async fn call<Q: Serialize, T: DeserializeOwned>(
        &self,
        server: &ServerAddress,
        function: Es9pFunction,
        request: &Q,
    ) -> Result<T, Es9pError> {
        let answer = self.ask(server, function, request).await?;
        executed(&answer).map_err(|cause| Es9pError::new(server, function.path(), cause))
    }

    async fn told<Q: Serialize>(
        &self,
        server: &ServerAddress,
        function: Es9pFunction,
        request: &Q,
    ) -> Result<Acknowledgement, Es9pError> {
        let answer = self.ask(server, function, request).await?;
        acknowledgement(&answer).map_err(|cause| Es9pError::new(server, function.path(), cause))
    }

    async fn ask<Q: Serialize>(
        &self,
        server: &ServerAddress,
        function: Es9pFunction,
        request: &Q,
    ) -> Result<Es9pAnswer, Es9pError> {
        self.post(server, function.path(), to_json(request)).await
    }
}
