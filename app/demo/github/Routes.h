// From a request's path to GitHub's answer, without quota and ETag:
// /repos/{owner}/{repo}, …/issues, …/issues/{number}, …/languages, and the same under /repositories/{id}; 301
// for a former name; /users/{owner}, …/repos.
#pragma once

#include "demo/HttpServer.h"
#include "demo/github/Directory.h"

namespace lockkeeper::demo {

// `web` is where html_url points. The API's own address in links is the one the request was sent to.
[[nodiscard]] HttpAnswer route(const GithubDirectory &directory, const QString &web,
                               const HttpRequest &request);

} // namespace lockkeeper::demo
