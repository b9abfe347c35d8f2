// The secrets there are, and where each can be kept. Values; any thread.
#pragma once

#include <QString>

#include <array>

namespace lockkeeper::secrets {

enum class Secret { GitHub, SemanticScholar, PubMed, OpenAlex, OpenAlexEmail, ProxyPassword };
inline constexpr std::array allSecrets{Secret::GitHub,   Secret::SemanticScholar, Secret::PubMed,
                                       Secret::OpenAlex, Secret::OpenAlexEmail,   Secret::ProxyPassword};

// In the order in which one beats the next: whoever starts the program knows best.
enum class Keeping {
    Environment, // read only
    Session,     // this process's memory, gone with it
    Keyring,     // the desktop's
    File,        // one that nobody but its owner may read, only where that was chosen
    Nowhere,
};

struct SecretWords
{
    QString id;                     // in the keyring, in the file, in the settings file: "github"
    QString endpoint;               // whose it is (http::Endpoints); empty: the proxy's
    const char *variable = nullptr; // of the environment; null: none
    QString title;                  // with a mnemonic
    QString toolTip;                // what it is good for, and where one gets it
    QString words;                  // that one may search for besides
    bool hidden = true;             // false: an address, which may be read over one's shoulder
};
[[nodiscard]] SecretWords wordsOf(Secret secret);

[[nodiscard]] QString keepingName(Keeping keeping); // in the settings file: "keyring"; empty for Nowhere
[[nodiscard]] Keeping keepingNamed(const QString &name);

} // namespace lockkeeper::secrets
