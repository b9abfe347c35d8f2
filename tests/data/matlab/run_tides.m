%% Tides of a year
% Runs every step, from the table to the figure.
%
%   run_tides

%% Load
data = load('tides.mat');
plot(data.x');

function plotAll(x)
    % Plots all of them.
    plot(x);
end
