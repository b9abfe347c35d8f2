classdef TideTable < handle
    % TideTable  A table of tides
    %
    %   t = TideTable(year) reads a year.

    properties (SetAccess = private)
        Year (1,1) double = 2020 % not help
    end

    enumeration
        Spring, Neap
    end

    methods
        function obj = TideTable(year)
            %TIDETABLE reads a year
            arguments
                year (1,1) double
            end
            if year(end) > 1, obj.Year = year; end
        end

        % Height at a time
        function h = height(obj, t)
            h = obj.data{end}(t);
        end
    end

    methods (Static)
        function t = today()
            %{
            The tides of today.

            They come from the table.
            %}
            t = 'end';
        end
    end
end

function h = interpolate(a, b)
% INTERPOLATE between two heights
h = (a + b) / 2;
end
