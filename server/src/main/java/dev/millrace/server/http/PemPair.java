package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate and a key that belong together, as read from their files. Both are proved to fit
 * before they are used, since a pair that does not would only fail the handshakes of clients.
 */
final class PemPair {
  private static final byte[] SOMETHING = {1, 2, 3, 4};

  private final byte[] certificate;
  private final byte[] key;
  private final PemKeyCertOptions options;
  private final Instant expires;

  private PemPair(byte[] certificate, byte[] key, PemKeyCertOptions options, Instant expires) {
    this.certificate = certificate;
    this.key = key;
    this.options = options;
    this.expires = expires;
  }

  /**
   * Reads and proves a pair.
   *
   * @throws MillraceException TLS_INVALID when there is none
   */
  static PemPair read(TlsSettings files, Vertx vertx) {
    try {
      byte[] certificate = Files.readAllBytes(files.certificate());
      byte[] key = Files.readAllBytes(files.key());
      PemKeyCertOptions options =
          new PemKeyCertOptions()
              .setCertValue(Buffer.buffer(certificate))
              .setKeyValue(Buffer.buffer(key));
      X509Certificate first =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(certificate))
              .stream()
              .map(X509Certificate.class::cast)
              .findFirst()
              .orElseThrow(() -> new GeneralSecurityException("there is no certificate"));
      if (!fit(first.getPublicKey(), privateKey(options, first, vertx))) {
        throw new GeneralSecurityException("the key does not belong to the certificate");
      }
      return new PemPair(certificate, key, options, first.getNotAfter().toInstant());
    } catch (IOException e) {
      throw invalid(files, "cannot be read: " + e.getMessage(), e);
    } catch (MillraceException e) {
      throw e;
    } catch (
        @SuppressWarnings("OverlyBroadCatch")
        Exception e) { // the key managers declare it
      throw invalid(files, String.valueOf(e.getMessage()), e);
    }
  }

  private static PrivateKey privateKey(
      PemKeyCertOptions options, X509Certificate certificate, Vertx vertx) throws Exception {
    KeyManager[] managers = options.getKeyManagerFactory(vertx).getKeyManagers();
    String type = certificate.getPublicKey().getAlgorithm();
    return Arrays.stream(managers)
        .filter(X509KeyManager.class::isInstance)
        .map(X509KeyManager.class::cast)
        .flatMap(
            manager ->
                Stream.ofNullable(manager.getServerAliases(type, null))
                    .flatMap(Stream::of)
                    .map(manager::getPrivateKey))
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("there is no key of the kind " + type));
  }

  private static boolean fit(PublicKey known, PrivateKey secret) throws GeneralSecurityException {
    String algorithm =
        switch (known.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> known.getAlgorithm();
        };
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(secret);
    signer.update(SOMETHING);
    byte[] signature = signer.sign();
    signer.initVerify(known);
    signer.update(SOMETHING);
    return signer.verify(signature);
  }

  private static MillraceException invalid(TlsSettings files, String why, Exception cause) {
    return new MillraceException(
        Problem.of(ErrorCode.TLS_INVALID, "certificate and key cannot be used: " + why)
            .at(files.certificate() + ", " + files.key())
            .allowed("PEM: certificates, the server's first, and a PKCS#8 key without a password"),
        cause);
  }

  PemKeyCertOptions options() {
    return options;
  }

  /** End of the certificate's life. */
  Instant expires() {
    return expires;
  }

  boolean isSameAs(PemPair other) {
    return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
  }
}
